/** One page document held over a WebSocket: its life is the socket's life. */
import type { RawData, WebSocket } from 'ws';
import { loopbackLink, parseJson, type CoreMessage } from '../../contract/index.ts';
import type { PageHub } from './page-hub.ts';

/** Unsent bytes from which a page is taken for stuck. */
const maxUnsentBytes = 16 * 1024 * 1024;

/** Attaches the socket to the hub until it closes. */
export function holdPageOverWebSocket(socket: WebSocket, hub: PageHub): void {
  const attachment = hub.attach({
    send: (message) => sendOver(socket, message),
    close: (reason) => {
      if (reason === 'replaced') socket.close(loopbackLink.replacedCode, 'replaced');
      else socket.terminate();
    },
  });
  socket.on('message', (content: RawData, isBinary: boolean) => {
    const text = content.toString();
    attachment.receive(isBinary ? undefined : parseJson(text), Buffer.byteLength(text));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => attachment.detach());
}

function sendOver(socket: WebSocket, message: CoreMessage): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > maxUnsentBytes) socket.terminate();
  else socket.send(JSON.stringify(message));
}
