/** The two wires a page can hold: the shell's door where a preload offers it, else a WebSocket to its own origin. */
import { loopbackLink, type ShellDoor } from '../../main/contract/index.ts';
import type { OpenWire } from './core-link.ts';

declare global {
  interface Window {
    /** Put there by the shell's preload. */
    readonly tongban?: ShellDoor;
  }
}

/** The shell's wire is always open: the shell itself notices when the core is away, and says so in its own window. */
export const overShellDoor = (door: ShellDoor): OpenWire => (events) => {
  const unsubscribe = door.onMessage((message) => events.received(message));
  events.opened();
  return { send: (message) => door.send(message), close: unsubscribe };
};

/** Address of the core's WebSocket beside the document at `href`; its query goes along. */
export function linkAddress(href: string): string {
  const address = new URL(href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.pathname = loopbackLink.path;
  address.hash = '';
  return address.href;
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A WebSocket that speaks JSON text, one message each. */
export const overWebSocket = (address: string): OpenWire => (events) => {
  const socket = new WebSocket(address);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', (message: MessageEvent<unknown>) => events.received(parseJson(message.data)));
  socket.addEventListener('close', ({ code }) => (code === loopbackLink.replacedCode ? events.replaced() : events.closed()));
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close: () => socket.close(),
  };
};

export const openWireOf = (window: Window): OpenWire => (window.tongban ? overShellDoor(window.tongban) : overWebSocket(linkAddress(window.location.href)));
