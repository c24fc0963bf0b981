/** The door of the wires on which simulated devices hang: a pseudo-terminal in place of a serial port, or a TCP port on loopback. */
import type { PeerPort } from './peer-port.ts';
import { createPtyPort } from './pty-port.ts';
import { createTcpPort } from './tcp-port.ts';

export type { PeerPort, PlugOutcome, PlugProblem } from './peer-port.ts';

/** Pseudo-terminal under this path, or a TCP port on loopback (0: any free one). */
export type WireEnd = { readonly link: string } | { readonly port: number };

/** Not yet plugged in. */
export function createPeerPort(where: WireEnd, onData: (bytes: Uint8Array) => void): PeerPort {
  return 'link' in where ? createPtyPort({ link: where.link, onData }) : createTcpPort({ port: where.port, onData });
}
