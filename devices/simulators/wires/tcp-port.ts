/** A device at a TCP port on loopback: a serial module behind a network converter, or a printer with a network card of its own. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { breakOff } from '../../break-off.ts';
import type { PeerPort } from './peer-port.ts';

export type Newcomer = 'takesOver' | 'isTurnedAway';

export interface TcpPortOptions {
  /** 0: any free one, kept from then on. */
  readonly port: number;
  readonly onData: (bytes: Uint8Array) => void;
  /**
   * One wire, one host. A converter lets a new connection take the place of the old one, a
   * printer's network card turns it away, unless the port is held: of a host it does not read it cannot know that it is there.
   */
  readonly newcomer: Newcomer;
}

export function createTcpPort({ port, onData, newcomer }: TcpPortOptions): PeerPort {
  let server: Server | null = null;
  let bound = port;
  let host: Socket | null = null;
  let held = false;

  const accept = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    if (host && newcomer === 'isTurnedAway' && !held) {
      socket.destroy();
      return;
    }
    host?.destroy();
    host = socket;
    socket.setNoDelay(true);
    socket.on('data', onData);
    if (held) socket.pause();
    socket.once('close', () => {
      if (host === socket) host = null;
    });
  };

  return {
    get address() {
      return `tcp://127.0.0.1:${bound}`;
    },
    send(bytes) {
      host?.write(bytes);
    },
    hold() {
      held = true;
      host?.pause();
    },
    release() {
      held = false;
      host?.resume();
    },
    plug: () => new Promise((resolve) => {
      if (server) {
        resolve({ ok: true });
        return;
      }
      const opening = createServer(accept);
      opening.once('error', () => resolve({ ok: false, problem: 'portTaken' }));
      opening.listen(bound, '127.0.0.1', () => {
        bound = (opening.address() as AddressInfo).port;
        server = opening;
        resolve({ ok: true });
      });
    }),
    unplug: () => new Promise((resolve) => {
      if (host) breakOff(host);
      host = null;
      if (!server) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server = null;
    }),
  };
}
