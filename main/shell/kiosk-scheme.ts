/** The shell's own scheme, from which everything in the window is loaded: `kiosk://app/` is the built page, `kiosk://safe/` the safe screen. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol, type Session } from 'electron';
import { pageFileOf, pageHeaders } from '../contract/index.ts';
import type { OutageState } from './supervision.ts';

const scheme = 'kiosk';
export const pageUrl = `${scheme}://app/`;
const safeUrl = `${scheme}://safe/`;

/** What the safe screen says: `starting` before the first page, else why there is none. */
export type SafeMood = 'starting' | OutageState;
export const safeScreenUrl = (mood: SafeMood): string => `${safeUrl}#${mood}`;

export interface KioskFolders {
  /** The built page. */
  readonly page: string;
  readonly safeScreen: string;
}

/** Must run before the app is ready. `secure` makes the page a secure context, without which there is no camera. */
export function registerKioskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** The page's document, with or without a fragment. */
export function isPageUrl(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`);
}

/** The safe screen in any of its moods. */
export function isSafeScreenUrl(url: string): boolean {
  return url === safeUrl || url.startsWith(`${safeUrl}#`);
}

/** A request that stays inside the window: our own scheme, or a blob or data URL made by our own page. */
export function isOwnResource(url: string): boolean {
  return url.startsWith(pageUrl) || url.startsWith(safeUrl) || url.startsWith(`blob:${pageUrl}`) || url.startsWith('data:');
}

/** Answers every `kiosk:` request of that session from these folders; what names no file is 404. */
export function serveKioskScheme(session: Session, folders: KioskFolders): void {
  session.protocol.handle(scheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === 'app') return answerPageFile(folders.page, pathname);
    if (host === 'safe' && pathname === '/') return answerSafeScreen(folders.safeScreen);
    return notFound();
  });
}

async function answerPageFile(folder: string, pathname: string): Promise<Response> {
  const file = pageFileOf(pathname);
  const content = file && await readFile(join(folder, ...file.parts)).catch(() => null);
  if (!file || !content) return notFound();
  return new Response(content, { headers: { ...pageHeaders([]), 'content-type': file.contentType } });
}

async function answerSafeScreen(path: string): Promise<Response> {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'no-store',
  };
  return new Response(await readFile(path), { headers });
}

const notFound = (): Response => new Response(null, { status: 404 });
