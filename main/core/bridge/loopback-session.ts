/**
 * Who may hold the loopback page: the browser that came with the one-time token and got the cookie for it. Only a hash
 * of the cookie is kept, so that the same page survives a restart of the core.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../durable-file.ts';

export interface LoopbackSession {
  /** The token that can be redeemed now. */
  token(): string;
  /** Exchanges the token for a `Set-Cookie` value; null where it is not the present one. Each token works once; the next is another one, and the older cookie is worth nothing. Throws where the disk refuses, and nothing has changed then. */
  redeem(token: string): string | null;
  /** Whether a `Cookie` header carries the cookie that was given out last. */
  admits(cookieHeader: string | undefined): boolean;
}

const cookieName = 'tongban-page';
const fileName = 'loopback-session';
const secretBytes = 32;

/** Opens the session kept in the state directory (which must exist), or begins one that admits nobody yet. */
export async function openLoopbackSession(stateDirectory: string): Promise<LoopbackSession> {
  let token = newSecret();
  let cookieHash = await readHash(stateDirectory);
  return {
    token: () => token,
    redeem(offered) {
      if (!timingSafeEqual(hash(offered), hash(token))) return null;
      const cookie = newSecret();
      // First: where the disk refuses, the token that was told to somebody still works.
      writeDurably(join(stateDirectory, fileName), Buffer.from(hash(cookie).toString('hex')));
      token = newSecret();
      cookieHash = hash(cookie);
      return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admits(cookieHeader) {
      const cookie = cookieOf(cookieHeader);
      return cookie !== null && cookieHash !== null && timingSafeEqual(hash(cookie), cookieHash);
    },
  };
}

const newSecret = (): string => randomBytes(secretBytes).toString('base64url');
const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

function cookieOf(header: string | undefined): string | null {
  const pair = header?.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${cookieName}=`));
  return pair === undefined ? null : pair.slice(cookieName.length + 1);
}

/** A file that is missing or damaged admits nobody; the page is then opened with a new token. */
async function readHash(directory: string): Promise<Buffer | null> {
  const text = await readFile(join(directory, fileName), 'utf8').catch(() => '');
  return /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : null;
}
