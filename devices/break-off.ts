/** Breaking a TCP connection, as a pulled plug does. */
import type { Socket } from 'node:net';

/**
 * At once, with a reset where that can still be told. Of a connection that is just ending it cannot: Node would then let go of the socket
 * and keep its handle, and the program with it, for ever.
 */
export function breakOff(socket: Socket): void {
  if (socket.writableEnded || socket.destroyed) socket.destroy();
  else socket.resetAndDestroy();
}
