/** The door of the wires on which simulated devices hang: a pseudo-terminal in place of a serial port, or a TCP port on loopback. */
import type { PeerPort, WireEnd } from './peer-port.ts';
import { createPtyPort } from './pty-port.ts';
import { createTcpPort } from './tcp-port.ts';

export type { FaultyPeer, PeerOutcome, PeerPort, PlugOutcome, PlugProblem, WireEnd } from './peer-port.ts';
export { listenPrivately } from './private-socket.ts';
export { createTcpPort, type TcpPlugOutcome, type TcpPort, type TcpPortOptions } from './tcp-port.ts';

/** Not yet plugged in. */
export function createPeerPort(where: WireEnd, onData: (bytes: Uint8Array) => void): PeerPort {
  return 'link' in where ? createPtyPort({ link: where.link, onData }) : createTcpPort({ port: where.port, onData });
}
