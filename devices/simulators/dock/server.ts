/**
 * The dock's HTTP door, on loopback only: the page, the state and its changes, pictures, and one place to send a
 * command to. Everything but the page itself asks for the token.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { removeDockAddress, writeDockAddress, type DockAddress } from './address-file.ts';
import { maxCommandLength, parseCommand } from './commands.ts';
import { serveAsset, servePage } from './page-files.ts';
import { bearsToken, isOwnHost, openEvents, readBody, send, sendJson, sendSentence } from './requests.ts';
import { refused, type Answer, type PictureKind, type Stage } from './stage.ts';

const CommandRequest = z.strictObject({ command: z.string().max(maxCommandLength) });
const maxListeners = 16;
/** A page that reads so slowly that this much waits for it is dropped; it will come back by itself. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface DockOptions {
  readonly stage: Stage;
  /** 0: any free port. */
  readonly port: number;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  /** Where `dock.json` is left for the command line. */
  readonly stateDirectory: string;
}

export interface Dock {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Parses a line and has it carried out; what is no command is answered, never thrown. */
export async function runCommand(stage: Stage, line: string): Promise<Answer> {
  const parsed = parseCommand(line);
  return parsed.ok ? stage.perform(parsed.command) : { ok: false, problem: parsed.problem };
}

/** Rejects where the port is taken. */
export async function serveDock({ stage, port, pageDirectory, stateDirectory }: DockOptions): Promise<Dock> {
  const token = randomBytes(16).toString('hex');
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) sendSentence(response, 500, 'The dock could not answer.');
      else response.destroy();
    });
  });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request, bound)) return sendSentence(response, 403, 'This dock answers to its own address only.');
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${bound}`);
    const [room = '', name = ''] = url.pathname.split('/').slice(1);
    const route = `${request.method ?? ''} /${room}`;
    if (route === 'GET /') return servePage(response, pageDirectory, token);
    if (route === 'GET /assets') return serveAsset(response, pageDirectory, name);
    if (!bearsToken(request, url, token)) return sendSentence(response, 401, 'The token is missing or wrong; it stands in dock.json.');
    switch (route) {
      case 'GET /state': return sendJson(response, 200, stage.state());
      case 'GET /events': return follow(request, response);
      case 'POST /command': return command(request, response);
      case 'GET /receipt':
      case 'GET /feed':
      case 'GET /portrait': return picture(response, room as PictureKind, name);
      default: return sendSentence(response, 404, 'There is nothing here.');
    }
  }

  async function command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const line = commandLineIn(await readBody(request));
    const given = line === null
      ? refused('请求格式应为 {"command": "…"}。', 'The request should be {"command": "…"}.')
      : await runCommand(stage, line);
    sendJson(response, given.ok ? 200 : 422, given);
  }

  async function picture(response: ServerResponse, kind: PictureKind, name: string): Promise<void> {
    const found = /^[a-z0-9-]{1,40}$/.test(name) ? await stage.picture(kind, name) : null;
    if (found) send(response, 200, found.mediaType, found.content);
    else sendSentence(response, 404, 'There is no such picture.');
  }

  function follow(request: IncomingMessage, response: ServerResponse): void {
    if (listeners.size >= maxListeners) return sendSentence(response, 503, 'Too many pages follow this dock.');
    openEvents(response);
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
    response.write(eventOf(stage));
  }

  const unwatch = stage.watch(() => {
    const event = eventOf(stage);
    for (const listener of listeners) {
      if (listener.writableLength > maxUnreadBytes) listener.destroy();
      else listener.write(event);
    }
  });

  const address: DockAddress = { port: bound, token, pid: process.pid };
  await writeDockAddress(stateDirectory, address);
  return {
    url: `http://127.0.0.1:${bound}/`,
    token,
    async close() {
      unwatch();
      await removeDockAddress(stateDirectory, address);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const eventOf = (stage: Stage): string => `event: state\ndata: ${JSON.stringify(stage.state())}\n\n`;

function commandLineIn(body: string | null): string | null {
  try {
    const parsed = CommandRequest.safeParse(JSON.parse(body ?? ''));
    return parsed.success ? parsed.data.command : null;
  } catch {
    return null;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
