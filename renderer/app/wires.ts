/** The two wires a page can hold: the shell's bridge where a preload offers it, else a WebSocket to its own origin. */
import type { PageMessage } from '../../main/contract/index.ts';
import type { OpenWire } from './core-link.ts';

/** What the shell's preload puts on the window. */
export interface ShellBridge {
  send(message: PageMessage): void;
  /** Returns the unsubscribe closure. */
  onMessage(listener: (message: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly tongban?: ShellBridge;
  }
}

/** The shell's wire is always open: the shell itself notices when the core is away, and says so in its own window. */
export const overBridge = (bridge: ShellBridge): OpenWire => (events) => {
  const unsubscribe = bridge.onMessage((message) => events.received(message));
  events.opened();
  return { send: (message) => bridge.send(message), close: unsubscribe };
};

/** Address of the core's WebSocket beside the document at `href`; whatever token came in the query goes along. */
export function linkAddress(href: string): string {
  const address = new URL(href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.pathname = '/link';
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
  socket.addEventListener('close', () => events.closed());
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close: () => socket.close(),
  };
};

export const openWireOf = (window: Window): OpenWire => (window.tongban ? overBridge(window.tongban) : overWebSocket(linkAddress(window.location.href)));
