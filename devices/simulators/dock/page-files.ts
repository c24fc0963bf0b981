/** Serves the built dock page from its folder: the document with the token in it, and its assets; nothing beside them. */
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { send, sendSentence } from './requests.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Where the document keeps the place for the token. */
const tokenPlace = '__DOCK_TOKEN__';

/**
 * The document carries the token: pages of other sites cannot read it (same-origin policy and the Host check), so the
 * token keeps them from giving commands.
 */
export async function servePage(response: ServerResponse, folder: string, token: string): Promise<void> {
  const document = await readOrNull(join(folder, 'index.html'));
  if (!document) {
    sendSentence(response, 503, 'The dock page is not built: run "npm run build". The command line works all the same: npm run dock -- --help');
    return;
  }
  const html = document.toString('utf8').replace(tokenPlace, token);
  send(response, 200, 'text/html; charset=utf-8', html, { 'Content-Security-Policy': contentSecurityPolicy });
}

export async function serveAsset(response: ServerResponse, folder: string, name: string): Promise<void> {
  const mediaType = mediaTypes[extname(name)];
  const content = mediaType && /^[\w.-]+$/.test(name) ? await readOrNull(join(folder, 'assets', name)) : null;
  if (!mediaType || !content) {
    sendSentence(response, 404, 'There is no such file.');
    return;
  }
  send(response, 200, mediaType, content);
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
