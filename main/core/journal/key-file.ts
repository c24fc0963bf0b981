/** The file that holds the journal's key: owner-only, made once, never overwritten. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { writeDurably } from '../durable-file.ts';
import { keyBytes } from './sealing.ts';

export interface JournalKey {
  readonly key: Uint8Array;
  /** `replaced`: the file there was no key; it was put aside and what it sealed cannot be read until it is brought back. */
  readonly origin: 'found' | 'made' | 'replaced';
}

/** `asideSuffix` is added to the name of a file that is put aside. Throws where the disk refuses. */
export function loadOrMakeKey(path: string, asideSuffix: string): JournalKey {
  const exists = existsSync(path);
  if (exists) {
    const key = readFileSync(path);
    if (key.length === keyBytes) return { key, origin: 'found' };
    renameSync(path, path + asideSuffix);
  }
  const key = randomBytes(keyBytes);
  writeDurably(path, key);
  return { key, origin: exists ? 'replaced' : 'made' };
}
