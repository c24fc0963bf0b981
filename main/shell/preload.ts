/** All that the page sees of the shell: one door through which values go to the core and come from it. */
import { contextBridge, ipcRenderer } from 'electron';
import type { ShellDoor } from '../contract/index.ts';
import { portChannel, pulseChannel } from './preload-channels.ts';

/** Messages kept until the port has come; it takes milliseconds, and the page says little before its welcome. */
const maxWaiting = 64;

/** What is used here of the browser's own types; the rest of the shell runs where there is no DOM. */
interface DocumentPort {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}
declare const window: {
  addEventListener(type: string, call: (event: { preventDefault(): void }) => void, options: { readonly capture: boolean }): void;
};

const listeners = new Set<(message: unknown) => void>();
const waiting: unknown[] = [];
let port: DocumentPort | null = null;

/** Tells this document's port from one that a document before it had asked for. */
const ask = crypto.randomUUID();
ipcRenderer.on(portChannel, (event, answered: unknown) => {
  if (port || answered !== ask) return;
  port = event.ports[0] ?? null;
  if (!port) return;
  port.onmessage = ({ data }) => {
    for (const listener of [...listeners]) listener(data);
  };
  for (const message of waiting.splice(0)) port.postMessage(message);
});
ipcRenderer.send(portChannel, ask);

ipcRenderer.on(pulseChannel, () => ipcRenderer.send(pulseChannel));

const door: ShellDoor = {
  send(message) {
    if (port) port.postMessage(message);
    else if (waiting.length < maxWaiting) waiting.push(message);
  },
  onMessage(call) {
    listeners.add(call);
    // A closure, because a function does not keep its identity across the bridge.
    return () => {
      listeners.delete(call);
    };
  },
};
contextBridge.exposeInMainWorld('tongban', door);

// A file dragged from elsewhere is not the page's business.
for (const dragging of ['dragenter', 'dragover', 'drop'] as const) {
  window.addEventListener(dragging, (event) => event.preventDefault(), { capture: true });
}
