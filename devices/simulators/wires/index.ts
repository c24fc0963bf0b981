/** The door of the wires on which simulated devices hang: a pseudo-terminal in place of a serial port, or a TCP port on loopback. */
import type { PeerPort, WireEnd } from './peer-port.ts';
import { createPtyPort } from './pty-port.ts';
import { createTcpPort, type Newcomer } from './tcp-port.ts';

export type { FaultyPeer, PeerOutcome, PeerPort, PlugOutcome, PlugProblem, WireEnd } from './peer-port.ts';
export { listenPrivately } from './private-socket.ts';

/** Not yet plugged in. `newcomer`: of a TCP port, what becomes of a second host; a serial line knows one only. */
export function createPeerPort(where: WireEnd, onData: (bytes: Uint8Array) => void, newcomer: Newcomer = 'takesOver'): PeerPort {
  return 'link' in where ? createPtyPort({ link: where.link, onData }) : createTcpPort({ port: where.port, onData, newcomer });
}
