/**
 * The core's page end for an ordinary browser on this machine: serves the built page and its WebSocket on 127.0.0.1,
 * to the one browser that came with the one-time token.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { loopbackLink, maxPageMessageBytes, pageFileOf, pageHeaders } from '../../contract/index.ts';
import { openLoopbackSession, type LoopbackSession } from './loopback-session.ts';
import { holdPageOverWebSocket } from './page-websocket.ts';
import type { PageHub } from './page-hub.ts';

export interface LoopbackOptions {
  readonly hub: PageHub;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  /** Folder that outlives a restart; holds the hash of the page's cookie, mode 0600. */
  readonly stateDirectory: string;
  /** 0 or absent: any free port. A page survives a restart of the core only on a fixed one. */
  readonly port?: number;
  /** Told the next one-time address each time the present one was used, for whoever opens the browser again. */
  readonly onNextUrl?: (url: string) => void;
  readonly log: Logger;
}

export interface LoopbackServer {
  /** The first one-time address. */
  readonly url: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const entrancePath = '/enter';
const requestTimeoutMs = 10_000;
const maxHeaderBytes = 16 * 1024;
const maxConnections = 64;

/** Serves the page on loopback. Rejects where the port is taken or the state directory cannot be read. */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const session = await openLoopbackSession(options.stateDirectory);
  const server = createServer({ requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs, maxHeaderSize: maxHeaderBytes });
  server.maxConnections = maxConnections;
  await listen(server, options.port ?? 0);
  const authority = `${host}:${(server.address() as AddressInfo).port}`;
  const place: Place = { ...options, session, authority, headers: pageHeaders([`ws://${authority}`]) };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxPageMessageBytes, perMessageDeflate: false });
  server.on('request', (request, response) => {
    answer(place, request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'loopback request failed');
      refuse(response, 500);
    });
  });
  server.on('upgrade', (request, socket, head) => upgrade(place, sockets, request, socket, head));
  return {
    url: entranceUrl(place),
    close: () => closeServer(server, sockets),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Everything that answering a request needs to know of this server. */
interface Place extends LoopbackOptions {
  readonly session: LoopbackSession;
  /** `127.0.0.1:port`, the only Host and, with a scheme, the only Origin. */
  readonly authority: string;
  readonly headers: Readonly<Record<string, string>>;
}

const entranceUrl = (place: Place): string => `http://${place.authority}${entrancePath}?token=${place.session.token()}`;

async function answer(place: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A name that resolves to this machine (DNS rebinding) is not this machine's page.
  if (request.headers.host !== place.authority) return refuse(response, 403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (path === entrancePath) return enter(place, query, response);
  if (!place.session.admits(request.headers.cookie)) return refuseStranger(response);
  await serveFile(place, path, request.method, response);
}

function enter(place: Place, query: string, response: ServerResponse): void {
  const cookie = place.session.redeem(new URLSearchParams(query).get('token') ?? '');
  if (cookie === null) return refuseStranger(response);
  response.writeHead(303, { 'location': '/', 'set-cookie': cookie, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
  place.onNextUrl?.(entranceUrl(place));
}

async function serveFile(place: Place, path: string, method: string, response: ServerResponse): Promise<void> {
  const file = pageFileOf(path);
  const content = file && await readFile(join(place.pageDirectory, ...file.parts)).catch(() => null);
  if (!file || !content) return refuse(response, 404);
  response.writeHead(200, { ...place.headers, 'content-type': file.contentType, 'content-length': content.length });
  response.end(method === 'HEAD' ? undefined : content);
}

function refuse(response: ServerResponse, status: 403 | 404 | 405 | 500): void {
  if (!response.headersSent) response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end();
}

const strangerText = '此地址已经使用过或已失效。请使用启动程序最新显示的地址。\nThis address was used or is no longer valid. Use the address that the start program printed last.\n';

function refuseStranger(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(strangerText);
}

function upgrade(place: Place, sockets: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const { host: named, origin, cookie } = request.headers;
  const admitted = named === place.authority
    && origin === `http://${place.authority}`
    && request.url?.split('?', 1)[0] === loopbackLink.path
    && place.session.admits(cookie);
  if (!admitted) {
    place.log.warn({ origin, path: request.url?.slice(0, 100) }, 'WebSocket refused');
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket) => holdPageOverWebSocket(webSocket, place.hub));
}
