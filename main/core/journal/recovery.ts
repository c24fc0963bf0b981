/** Opens the journal's file whatever state a crash or a bad disk left it in: a damaged one is put aside, and what can be read of it is carried over. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { syncFolder } from '../durable-file.ts';
import { inTransaction } from '../transaction.ts';
import { openDatabase } from './database.ts';

/** What happened to a damaged journal. Nothing of the damaged file is deleted. */
export interface Recovery {
  /** Name of the file put aside, in the journal's folder. */
  readonly putAside: string;
  /** Submissions carried over, and how many of them still wait to be sent. */
  readonly carriedOver: number;
  readonly waiting: number;
}

export interface OpenedJournalFile {
  readonly database: DatabaseSync;
  /** Null where the file was sound. */
  readonly recovery: Recovery | null;
  /** Whether there was no journal before. */
  readonly isNew: boolean;
  /** How many damaged journals lie aside in this folder. */
  readonly journalsPutAside: number;
}

const asideMark = '.aside-';

/** Suffix of what is put aside at a time (milliseconds since the Unix epoch). */
export const asideSuffix = (at: number): string => `${asideMark}${new Date(at).toISOString().replaceAll(/[-:]/g, '').replace('.', '-')}`;

/** The write-ahead log goes along under the matching name, so that SQLite still finds it. */
function putAside(path: string, suffix: string): string {
  const aside = path + suffix;
  for (const part of ['', '-wal']) if (existsSync(path + part)) renameSync(path + part, aside + part);
  rmSync(`${path}-shm`, { force: true });
  syncFolder(dirname(path));
  return aside;
}

const columns = ['serial', 'id', 'number', 'operation', 'made_at', 'kept_at', 'state', 'attempts', 'key_id', 'sealed', 'outcome', 'decided_at'];

/** Rows from one end of the damaged table until it cannot be read further. */
function* readableRows(damaged: DatabaseSync, direction: 'asc' | 'desc'): Generator<Record<string, unknown>> {
  try {
    yield* damaged.prepare(`select ${columns.join(', ')} from submissions not indexed order by serial ${direction}`).iterate();
  } catch {
    // The end of what can be read; the other direction reads what lies beyond.
  }
}

function carryOver(damaged: DatabaseSync, database: DatabaseSync): void {
  const insert = database.prepare(`insert or ignore into submissions (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`);
  for (const direction of ['asc', 'desc'] as const) {
    for (const row of readableRows(damaged, direction)) {
      try {
        insert.run(...columns.map((column) => row[column] as SQLInputValue));
      } catch {
        // A row that no longer fits its own table is not a submission any more; the file aside still has it.
      }
    }
  }
}

/** Reads a copy, since opening a database may change it. */
function salvage(aside: string, database: DatabaseSync): void {
  const copy = `${aside}-copy`;
  for (const part of ['', '-wal']) if (existsSync(aside + part)) copyFileSync(aside + part, copy + part);
  let damaged: DatabaseSync | null = null;
  try {
    damaged = new DatabaseSync(copy);
    const source = damaged;
    inTransaction(database, () => carryOver(source, database));
  } finally {
    damaged?.close();
    for (const part of ['', '-wal', '-shm']) rmSync(copy + part, { force: true });
  }
}

const countRows = (database: DatabaseSync, where: string): number =>
  Number(database.prepare(`select count(*) as rows from submissions where ${where}`).get()?.['rows']);

const countPutAside = (path: string): number =>
  readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path) + asideMark) && !name.endsWith('-wal')).length;

/** `at`: milliseconds since the Unix epoch. Throws where the disk refuses, or where the journal was written by a newer program. */
export function openJournalFile(directory: string, at: number): OpenedJournalFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'journal.db');
  const isNew = !existsSync(path);
  const first = openDatabase(path);
  if (first.kind === 'open') {
    if (isNew) syncFolder(directory);
    return { database: first.database, recovery: null, isNew, journalsPutAside: countPutAside(path) };
  }
  const aside = putAside(path, asideSuffix(at));
  const second = openDatabase(path);
  if (second.kind !== 'open') throw new Error('a fresh journal cannot be opened');
  const { database } = second;
  salvage(aside, database);
  const recovery = { putAside: basename(aside), carriedOver: countRows(database, 'true'), waiting: countRows(database, `state = 'kept'`) };
  return { database, recovery, isNew: false, journalsPutAside: countPutAside(path) };
}
