import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import { crowd } from '../../../test/support/crowd.ts';
import { createLog } from '../log.ts';
import { openDemoHall, serveDemoHall } from '../platform/embedded/index.ts';
import type { HallCondition } from '../platform/embedded/index.ts';
import { createHttpPlatform } from '../platform/http/index.ts';
import { openJournal } from './index.ts';

const terminal = '990000000001';
const childProgram = fileURLToPath(new URL('../../../test/support/journal-child.ts', import.meta.url));
const personsARound = 12;

/** What the wire does during each life of the child. */
const lives: readonly HallCondition[] = ['normal', 'down', 'answer-lost', 'garbage', 'answer-lost', 'normal'];

/** Mulberry32: the same seed kills at the same moments. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-crash-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs the child until it has kept so many submissions and a moment more, then kills it. Returns the ids it said were durable. */
async function liveAndDie(url: string, firstPerson: number, keepsBeforeDeath: number, momentMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [childProgram, directory, url, String(firstPerson), String(firstPerson + personsARound)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const kept: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    kept.push(line.replace('kept ', ''));
    if (kept.length === keepsBeforeDeath) setTimeout(() => child.kill('SIGKILL'), momentMs);
  });
  await exited;
  return kept;
}

interface JournalRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
}

function rows(): JournalRow[] {
  const database = new DatabaseSync(join(directory, 'journal.db'), { readOnly: true });
  const found = database.prepare('select id, number, state from submissions').all();
  database.close();
  return found.map((row) => ({ id: String(row['id']), number: String(row['number']), state: String(row['state']) }));
}

test('whatever moment the core is killed at, what was kept takes effect at the platform, and only once', { timeout: 60_000 }, async () => {
  const random = seeded(20261122);
  const clock = systemClock();
  const hall = openDemoHall({ database: ':memory:', persons: crowd(lives.length * personsARound), clock });
  const server = await serveDemoHall({ hall });
  const saidDurable: string[] = [];
  let foundWaiting = 0;
  for (const [life, condition] of lives.entries()) {
    server.setCondition(condition);
    const keeps = 1 + Math.floor(random() * 8);
    saidDurable.push(...await liveAndDie(server.url, life * personsARound, keeps, Math.floor(random() * 12)));
    foundWaiting += rows().filter(({ state }) => state === 'kept').length;
  }
  expect(foundWaiting).toBeGreaterThan(0);

  server.setCondition('normal');
  const log = createLog({ destination: { write: () => undefined } });
  const journal = await openJournal({ directory, platform: createHttpPlatform({ url: server.url, terminal, clock }), clock, terminal, log });
  for (const { id } of rows()) await journal.settle(id, { deadlineMs: 10_000 });

  const kept = rows();
  const arrived = hall.submissions();
  expect(journal.recovery).toBeNull();
  expect(journal.verifyChain()).toMatchObject({ whole: true });
  expect(saidDurable.filter((id) => !kept.some((row) => row.id === id))).toEqual([]);
  expect(kept.filter(({ state }) => state !== 'accepted')).toEqual([]);
  expect(new Set(kept.map(({ number }) => number)).size).toBe(kept.length);
  // A second effect would show as a second platform number, or as a person refused for being certified already.
  expect(arrived.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
  expect(arrived.filter(({ acceptance }) => acceptance.status !== 'accepted')).toEqual([]);
  expect(new Set(arrived.map(({ person }) => person)).size).toBe(arrived.length);
  expect(arrived.some(({ deliveries }) => deliveries > 1)).toBe(true);

  await journal.close();
  await server.close();
  hall.close();
});
