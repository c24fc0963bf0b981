/** A two-way stream of bytes to a device, whatever carries it: a serial port, a TCP connection or a kernel device, opened by address. */
import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';
import { breakOff } from './break-off.ts';
import type { Clock } from './clock.ts';
import { deviceFile } from './device-file.ts';

export interface ByteStream {
  /**
   * Resolves when the bytes are with the operating system, or when the stream has closed; never rejects. It says nothing
   * of arrival, and after an unplugging the system may never answer: what matters is told by `onClose` and by replies.
   */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Calls back once, at once where the stream is closed already. Returns the unsubscribe closure. */
  onClose(listener: () => void): () => void;
  /** Lets go of the wire; bytes not yet delivered are dropped, so that nothing comes out later. */
  close(): Promise<void>;
}

/** `missing`: no such port; `inUse`: another program holds it; `refused`: it is there, or its host is, and does not let us in. */
export type OpenProblem = 'invalidAddress' | 'missing' | 'inUse' | 'refused' | 'timeOut' | 'canceled';
export type OpenOutcome = { readonly ok: true; readonly stream: ByteStream } | { readonly ok: false; readonly problem: OpenProblem };

export interface OpenOptions {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

type StreamTarget =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

const defaultBaud = 115_200;

/** Reads `serial:/path?baud=115200` (8 data bits, no parity, 1 stop bit) `tcp://host:port`, or `file:/path` of a character device; null where it is none. */
export function parseStreamAddress(address: string): StreamTarget | null {
  const serial = /^serial:(\/[^?]+)(?:\?baud=(\d{1,7}))?$/.exec(address);
  if (serial?.[1]) {
    const baud = serial[2] ? Number(serial[2]) : defaultBaud;
    return baud > 0 ? { kind: 'serial', path: serial[1], baud } : null;
  }
  const file = /^file:(\/[^?]+)$/.exec(address);
  if (file?.[1]) return { kind: 'file', path: file[1] };
  const tcp = /^tcp:\/\/([\w.-]+):(\d{1,5})$/.exec(address);
  if (!tcp?.[1]) return null;
  const port = Number(tcp[2]);
  return port >= 1 && port <= 65_535 ? { kind: 'tcp', host: tcp[1], port } : null;
}

/** The same serial line at another speed; null where the address is of no serial line. */
export function atBaud(address: string, baud: number): string | null {
  const target = parseStreamAddress(address);
  return target?.kind === 'serial' ? `serial:${target.path}?baud=${baud}` : null;
}

/** Opens the stream, or says why not, within the deadline; never rejects. */
export function openByteStream(address: string, { clock, deadlineMs, signal }: OpenOptions): Promise<OpenOutcome> {
  const target = parseStreamAddress(address);
  if (!target) return Promise.resolve({ ok: false, problem: 'invalidAddress' });
  if (signal?.aborted) return Promise.resolve({ ok: false, problem: 'canceled' });
  return new Promise((resolve) => {
    let settled = false;
    const settle = (problem: OpenProblem | null): void => {
      if (settled) return;
      settled = true;
      clock.clear(timer);
      signal?.removeEventListener('abort', cancel);
      if (problem) wire.drop();
      resolve(problem ? { ok: false, problem } : { ok: true, stream: streamOver(wire) });
    };
    const cancel = (): void => settle('canceled');
    const timer = clock.after(deadlineMs, () => settle('timeOut'));
    signal?.addEventListener('abort', cancel, { once: true });
    const wire = begin(target, clock, settle);
  });
}

type Settle = (problem: OpenProblem | null) => void;

function begin(target: StreamTarget, clock: Clock, settle: Settle): Wire {
  switch (target.kind) {
    case 'tcp':
      return beginTcp(target, settle);
    case 'serial':
      return beginSerial(target, settle);
    case 'file':
      return beginFile(target.path, clock, settle);
  }
}

/** What carries the bytes. `drop` lets go without delivering what is still under way. */
interface Wire {
  readonly duplex: Duplex;
  readonly drop: () => void;
}
type Begin<Kind extends StreamTarget['kind']> = (target: Extract<StreamTarget, { kind: Kind }>, settle: Settle) => Wire;

const beginTcp: Begin<'tcp'> = ({ host, port }, settle) => {
  const socket = createConnection({ host, port, noDelay: true, keepAlive: true });
  socket.once('connect', () => settle(null));
  socket.on('error', () => settle('refused'));
  // A reset, not a farewell: the system would otherwise go on delivering what it still holds.
  return { duplex: socket, drop: () => breakOff(socket) };
};

/** The binding tells its reasons in English sentences only. */
function serialProblemOf({ message }: Error): OpenProblem {
  if (/no such file/i.test(message)) return 'missing';
  return /cannot lock port|resource busy|access denied/i.test(message) ? 'inUse' : 'refused';
}

const beginSerial: Begin<'serial'> = ({ path, baud }, settle) => {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  const drop = (): void => {
    if (port.isOpen) port.flush(() => port.close(() => undefined));
  };
  let dropped = false;
  port.on('error', drop);
  port.open((error) => {
    if (dropped) drop();
    else settle(error && serialProblemOf(error));
  });
  return {
    duplex: port,
    drop: () => {
      dropped = true;
      drop();
    },
  };
};

function beginFile(path: string, clock: Clock, settle: Settle): Wire {
  const duplex = deviceFile({ path, clock, onOpen: () => settle(null) });
  duplex.on('error', (error) => settle('code' in error && error.code === 'ENOENT' ? 'missing' : 'refused'));
  return { duplex, drop: () => void duplex.destroy() };
}

function streamOver({ duplex, drop }: Wire): ByteStream {
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<() => void>();
  /** Writes whose bytes the system has not taken yet. A race with one promise for the end would keep something of every write until then. */
  const handingOver = new Set<() => void>();
  let open = true;
  const end = (): void => {
    if (!open) return;
    open = false;
    const listeners = [...closeListeners];
    closeListeners.clear();
    dataListeners.clear();
    for (const giveUp of [...handingOver]) giveUp();
    for (const listener of listeners) listener();
  };
  duplex.on('data', (bytes: Buffer) => {
    for (const listener of [...dataListeners]) listener(bytes);
  });
  duplex.once('close', end);
  duplex.once('end', drop);

  return {
    write(bytes) {
      if (!open) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          handingOver.delete(done);
          resolve();
        };
        handingOver.add(done);
        duplex.write(bytes, done);
      });
    },
    onData(listener) {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClose(listener) {
      if (!open) {
        listener();
        return () => undefined;
      }
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close() {
      drop();
      // Told at once: a serial port whose device is gone may take its time to close, or never do.
      end();
      return Promise.resolve();
    },
  };
}
