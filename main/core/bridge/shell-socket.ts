/** The core's end of the shell link: a local stream socket for this user only, on which the shell brings its page documents. */
import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { createLineReader, maxFrameBytes, parseJson, ShellFrame, type CoreFrame } from '../../contract/index.ts';
import type { PageAttachment, PageHub } from './page-hub.ts';

export interface ShellListenerOptions {
  readonly hub: PageHub;
  /** Path of the socket; its folder must exist and should be private. */
  readonly path: string;
  readonly log: Logger;
}

export interface ShellListener {
  close(): Promise<void>;
}

/** Unsent bytes from which a shell is taken for stuck and cut off; it comes back when it can. */
const maxUnsentBytes = 4 * maxFrameBytes;

/** Listens for the shell; one at a time, a newer one replaces the older. Rejects where the path is in use or not a socket. */
export async function listenForShell({ hub, path, log }: ShellListenerOptions): Promise<ShellListener> {
  await removeStaleSocket(path);
  const sockets = new Set<Socket>();
  let shell: Socket | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Only who speaks takes the shell's place: a second core probes the path without a word.
    serveShell(socket, { hub, log, spoke: () => {
      if (shell !== socket) shell?.destroy();
      shell = socket;
    } });
  });
  await listenPrivately(server, path);
  return {
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

/** A socket file left by a core that died is removed; one that still answers is another core's, and stays. */
async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (!found) return;
  if (!found.isSocket()) throw new Error(`${path} exists and is not a socket`);
  if (await answers(path)) throw new Error(`another core listens on ${path}`);
  await unlink(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

async function listenPrivately(server: Server, path: string): Promise<void> {
  // The mask closes the moment between bind and chmod; listen() binds a local socket before it returns.
  const mask = process.umask(0o177);
  const listening = new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
    server.listen(path);
  });
  process.umask(mask);
  await listening;
  await chmod(path, 0o600);
}

/** The document a shell shows now, attached to the hub. */
interface OpenDocument {
  readonly number: number;
  readonly attachment: PageAttachment;
}

interface ShellCompany {
  readonly hub: PageHub;
  readonly log: Logger;
  /** Called at each valid frame. */
  readonly spoke: () => void;
}

function serveShell(socket: Socket, { hub, log, spoke }: ShellCompany): void {
  let document: OpenDocument | null = null;
  let malformed = 0;

  const write = (frame: CoreFrame): void => {
    if (socket.destroyed) return;
    if (socket.writableLength > maxUnsentBytes) {
      log.warn('the shell does not read; cut off');
      socket.destroy();
      return;
    }
    socket.write(`${JSON.stringify(frame)}\n`);
  };

  const forgetDocument = (): void => {
    const gone = document;
    document = null;
    gone?.attachment.detach();
  };

  const openDocument = (number: number): void => {
    forgetDocument();
    const attachment = hub.attach({
      send: (message) => write({ channel: 'page', document: number, message }),
      close: () => write({ channel: 'drop', document: number }),
    });
    document = { number, attachment };
  };

  const accept = (frame: ShellFrame, bytes: number): void => {
    switch (frame.channel) {
      case 'ping':
        return write({ channel: 'pong', n: frame.n });
      case 'document':
        if (frame.state === 'opened') openDocument(frame.number);
        else if (document?.number === frame.number) forgetDocument();
        return;
      case 'page':
        if (document?.number === frame.document) document.attachment.receive(frame.message, bytes);
        return;
      default:
        return frame satisfies never;
    }
  };

  const reader = createLineReader(maxFrameBytes, {
    line(text, bytes) {
      const frame = ShellFrame.safeParse(parseJson(text));
      if (frame.success) {
        spoke();
        return accept(frame.data, bytes);
      }
      malformed += 1;
      if (malformed === 1) log.warn('malformed frame from the shell; further ones are dropped silently');
    },
    overflow() {
      log.warn({ maxFrameBytes }, 'frame from the shell too large; cut off');
      socket.destroy();
    },
  });

  socket.on('data', (chunk) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
  socket.on('close', forgetDocument);
}
