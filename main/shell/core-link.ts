/** The shell's end of the shell link: one connection to the core, with a heartbeat that notices a core that hangs. */
import { connect, type Socket } from 'node:net';
import { CoreFrame, createLineReader, maxFrameBytes, parseJson, type ShellFrame } from '../contract/index.ts';
import { startHeartbeat } from './heartbeat.ts';

export interface CoreLink {
  send(frame: ShellFrame): void;
  close(): void;
  /** Settles when the connection is over. */
  readonly closed: Promise<void>;
}

export interface CoreLinkListener {
  /** Any frame but the heartbeat's own. */
  frame(frame: Exclude<CoreFrame, { channel: 'pong' }>): void;
  /** The core no longer answers; the connection is closed. */
  hung(): void;
}

const pingEveryMs = 1_000;
/** Longer than any honest pause of the core's one thread. */
const hungAfterMs = 5_000;
/** Unsent bytes from which frames are dropped: the core does not read, and the heartbeat will soon say so. */
const maxUnsentBytes = 2 * maxFrameBytes;

/** Connects once; null where nobody answers on that path. */
export function openCoreLink(path: string, listener: CoreLinkListener): Promise<CoreLink | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => resolve(holdLink(socket, listener)));
  });
}

function holdLink(socket: Socket, listener: CoreLinkListener): CoreLink {
  const send = (frame: ShellFrame): void => {
    if (socket.destroyed || socket.writableLength > maxUnsentBytes) return;
    const line = encodeFrame(frame);
    if (line !== null) socket.write(line);
  };
  const heartbeat = startHeartbeat({
    everyMs: pingEveryMs,
    silentAfterMs: hungAfterMs,
    ask: (n) => send({ channel: 'ping', n }),
    silent: () => {
      listener.hung();
      socket.destroy();
    },
  });
  const reader = createLineReader(maxFrameBytes, {
    line(text) {
      const frame = CoreFrame.safeParse(parseJson(text));
      if (!frame.success) return;
      heartbeat.heard();
      if (frame.data.channel !== 'pong') listener.frame(frame.data);
    },
    overflow: () => socket.destroy(),
  });
  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      heartbeat.stop();
      resolve();
    });
  });
  return { send, close: () => socket.destroy(), closed };
}

/** A frame as a line; null where the page put something into it that is not JSON (a cycle, a BigInt) or too large. */
function encodeFrame(frame: ShellFrame): string | null {
  try {
    const line = `${JSON.stringify(frame)}\n`;
    return Buffer.byteLength(line) > maxFrameBytes ? null : line;
  } catch {
    return null;
  }
}
