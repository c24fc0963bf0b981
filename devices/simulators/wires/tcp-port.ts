/** The same module behind a serial-to-network converter: a TCP server on loopback. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { PeerPort } from './peer-port.ts';

export interface TcpPortOptions {
  /** 0: any free one, kept from then on. */
  readonly port: number;
  readonly onData: (bytes: Uint8Array) => void;
}

export function createTcpPort({ port, onData }: TcpPortOptions): PeerPort {
  let server: Server | null = null;
  let bound = port;
  /** One line, one host: a new connection takes the place of the old one. */
  let host: Socket | null = null;

  const accept = (socket: Socket): void => {
    host?.destroy();
    host = socket;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', onData);
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
      host?.resetAndDestroy();
      if (!server) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server = null;
    }),
  };
}
