/** Small, wary pieces of HTTP for the dock: who may ask, how much they may send, and how an answer is written. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest request body, in bytes: a command is a short line. */
const maxBodyBytes = 4096;

/** A page of another site that resolved its own name to this machine sends that name as Host: it gets nothing. */
export function isOwnHost(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host ?? '';
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** The token comes as a bearer header, or in the query where a browser cannot set one (images, events). */
export function bearsToken(request: IncomingMessage, url: URL, token: string): boolean {
  const header = request.headers.authorization ?? '';
  const given = Buffer.from(header.startsWith('Bearer ') ? header.slice(7) : url.searchParams.get('token') ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The body as text; null where it is too long or breaks off. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBodyBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

export function send(response: ServerResponse, status: number, mediaType: string, content: string | Uint8Array, more: Record<string, string> = {}): void {
  response.writeHead(status, { ...always, 'Content-Type': mediaType, 'Content-Length': Buffer.byteLength(content), ...more });
  response.end(content);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

export function sendSentence(response: ServerResponse, status: number, sentence: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${sentence}\n`);
}

/** Opens a stream of server-sent events. */
export function openEvents(response: ServerResponse): void {
  response.writeHead(200, { ...always, 'Content-Type': 'text/event-stream', Connection: 'keep-alive' });
}
