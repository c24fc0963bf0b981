import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, openSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Personal } from '../../../devices/personal.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import { accepted, invalidAnswer, scriptedPlatform, unreachable } from '../../../test/support/scripted-platform.ts';
import { createLog } from '../log.ts';
import type { PlatformSubmission } from '../platform/port.ts';
import { openJournal } from './index.ts';
import type { MaintainedJournal } from './index.ts';

const terminal = '990000000001';
const secondMs = 1000;
const hourMs = 60 * 60_000;

let directory: string;
let clock: ReturnType<typeof manualClock>;
let platform: ReturnType<typeof scriptedPlatform>;
let logged: string;
let open: MaintainedJournal[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
  clock = manualClock();
  platform = scriptedPlatform();
  logged = '';
  open = [];
});
afterEach(async () => {
  for (const journal of open) await journal.close();
  rmSync(directory, { recursive: true });
});

async function openHere(more: { retentionMs?: number } = {}): Promise<MaintainedJournal> {
  const log = createLog({ destination: { write: (line: string) => { logged += line; } } });
  const journal = await openJournal({ directory, platform, clock, terminal, log, ...more });
  open.push(journal);
  return journal;
}

const submission = (id = randomUUID() as string, name = '张三'): PlatformSubmission => ({
  id, operation: 'certify-benefit', terminal, madeAt: '2026-11-22T09:00:00.000+08:00',
  person: { socialSecurityNumber: new Personal('990000198506150010'), name: new Personal(name) },
  content: new Personal({ verifiedBy: 'face' }),
});

const everyByte = (): string => readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1')).join('\n');
const events = (journal: MaintainedJournal): string[] => journal.readAudit().map(({ event }) => event);
const tamper = (statement: string): void => {
  const database = new DatabaseSync(join(directory, 'journal.db'));
  database.exec(statement);
  database.close();
};
const settling = { deadlineMs: 8 * secondMs };

describe('keeping', () => {
  test('gives a number to quote, a new one for each submission', async () => {
    const journal = await openHere();
    expect(await journal.keep(submission())).toEqual({ number: 'K000001-261122-0001' });
    expect(await journal.keep(submission())).toEqual({ number: 'K000001-261122-0002' });
  });

  test('the same id twice gives the same number and is sent once', async () => {
    const journal = await openHere();
    const once = submission();
    const first = await journal.keep(once);
    expect(await journal.keep(once)).toEqual(first);
    await clock.advance(0);
    expect(platform.arrived).toEqual([once.id]);
  });

  test('numbers go on after a restart', async () => {
    const before = await openHere();
    await before.keep(submission());
    await before.close();
    expect(await (await openHere()).keep(submission())).toEqual({ number: 'K000001-261122-0002' });
  });

  test('leaves nothing personal readable on the disk', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    await journal.keep(submission());
    const bytes = everyByte();
    expect(bytes).toContain('certify-benefit');
    expect(bytes).not.toContain('990000198506150010');
    expect(bytes).not.toContain(Buffer.from('张三').toString('latin1'));
    expect(logged).not.toContain('990000198506150010');
  });

  test('the key belongs to its owner only', async () => {
    await openHere();
    expect(statSync(join(directory, 'journal.key')).mode & 0o777).toBe(0o600);
  });

  test('an id never kept has no state', async () => {
    expect((await openHere()).state(randomUUID())).toBeNull();
  });
});

describe('sending', () => {
  test('what the platform accepts is done, with its number and verification code', async () => {
    const journal = await openHere();
    const { id } = submission();
    await journal.keep(submission(id));
    expect(await journal.settle(id, settling)).toEqual({
      state: 'accepted', number: 'PT1', acceptedAt: '2026-11-22T09:00:00.000+08:00', verificationCode: 'CODE',
    });
    expect(journal.waiting()).toBe(0);
  });

  test('the platform gets what was kept', async () => {
    const journal = await openHere();
    const kept = submission();
    await journal.keep(kept);
    await clock.advance(0);
    const [sent] = platform.submissions;
    expect(sent?.person.name.reveal()).toBe('张三');
    expect(sent?.content.reveal()).toEqual({ verifiedBy: 'face' });
    expect(sent?.madeAt).toBe(kept.madeAt);
  });

  test('a refusal is final and is not sent again', async () => {
    const message = { 'zh-CN': '不受理', en: 'refused' };
    platform.answer = () => ({ ok: true, value: { status: 'refused', reason: 'not-due', message } });
    const journal = await openHere();
    const { id } = submission();
    await journal.keep(submission(id));
    expect(await journal.settle(id, settling)).toEqual({ state: 'refused', reason: 'not-due', message });
    await clock.advance(24 * hourMs);
    expect(platform.arrived).toEqual([id]);
  });

  test('an answer that was lost is asked for again under the same id, within the same wait', async () => {
    const answers = [unreachable, accepted()];
    platform.answer = () => answers.shift() ?? accepted('too many');
    const journal = await openHere();
    const { id } = submission();
    await journal.keep(submission(id));
    const settled = journal.settle(id, settling);
    await clock.advance(2 * secondMs);
    expect(await settled).toMatchObject({ state: 'accepted', number: 'PT1' });
    expect(platform.arrived).toEqual([id, id]);
  });

  test('a person waits no longer than the deadline, and the outbox goes on after it', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    const { id } = submission();
    await journal.keep(submission(id));
    const settled = journal.settle(id, settling);
    await clock.advance(settling.deadlineMs);
    expect(await settled).toMatchObject({ state: 'kept' });
    platform.answer = () => accepted();
    await clock.advance(hourMs);
    expect(journal.state(id)).toMatchObject({ state: 'accepted' });
  });

  test('a person who leaves ends the wait, not the sending', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    const { id } = submission();
    await journal.keep(submission(id));
    const abort = new AbortController();
    const settled = journal.settle(id, { ...settling, signal: abort.signal });
    abort.abort();
    expect(await settled).toMatchObject({ state: 'kept' });
    platform.answer = () => accepted();
    await clock.advance(hourMs);
    expect(journal.waiting()).toBe(0);
  });

  test('while the platform is away, tries grow rarer, up to one in five minutes', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    await journal.keep(submission());
    await clock.advance(hourMs);
    const inFirstHour = platform.arrived.length;
    await clock.advance(hourMs);
    const inSecondHour = platform.arrived.length - inFirstHour;
    expect(inSecondHour).toBeGreaterThanOrEqual(12);
    expect(inSecondHour).toBeLessThanOrEqual(25);
    expect(inFirstHour).toBeGreaterThan(inSecondHour);
  });

  test('goes in order, one at a time', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    const kept = [submission(), submission(), submission()];
    for (const each of kept) await journal.keep(each);
    await clock.advance(0);
    expect(new Set(platform.arrived)).toEqual(new Set([kept[0]?.id]));
    platform.arrived.length = 0;
    platform.answer = () => accepted();
    await clock.advance(hourMs);
    expect(platform.arrived).toEqual(kept.map(({ id }) => id));
  });

  test('one that the platform cannot answer does not hold up the others', async () => {
    const [poison, other] = [submission(), submission()];
    platform.answer = ({ id }) => (id === poison.id ? invalidAnswer : accepted());
    const journal = await openHere();
    await journal.keep(poison);
    await journal.keep(other);
    await clock.advance(secondMs / 4);
    expect(journal.state(other.id)).toMatchObject({ state: 'accepted' });
    expect(journal.state(poison.id)).toMatchObject({ state: 'kept' });
  });

  test('is not stopped by a clock that is set back', async () => {
    let setBackMs = 0;
    const wall = { ...clock, now: () => clock.now() - setBackMs };
    platform.answer = () => unreachable;
    const log = createLog({ destination: { write: () => undefined } });
    const journal = await openJournal({ directory, platform, clock: wall, terminal, log });
    open.push(journal);
    await journal.keep(submission());
    await clock.advance(hourMs);
    setBackMs = 48 * hourMs;
    platform.answer = () => accepted();
    await clock.advance(hourMs);
    expect(journal.waiting()).toBe(0);
  });

  test('closing in the middle of a send keeps the submission for the next start', async () => {
    platform.answer = () => 'silence';
    const before = await openHere();
    const { id } = submission();
    await before.keep(submission(id));
    await clock.advance(0);
    await before.close();
    platform.answer = () => accepted();
    const after = await openHere();
    await clock.advance(0);
    expect(after.state(id)).toMatchObject({ state: 'accepted' });
    expect(platform.arrived).toEqual([id, id]);
  });

  test('nothing waits for time after closing', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere();
    await journal.keep(submission());
    await clock.advance(0);
    await journal.close();
    expect(clock.pending()).toBe(0);
  });
});

describe('retention', () => {
  const sealedRows = (): number => {
    const database = new DatabaseSync(join(directory, 'journal.db'), { readOnly: true });
    const rows = Number(database.prepare('select count(*) as rows from submissions where sealed is not null').get()?.['rows']);
    database.close();
    return rows;
  };

  test('the sealed content goes when its time has ended; number and outcome stay', async () => {
    const journal = await openHere({ retentionMs: 2 * hourMs });
    const { id } = submission();
    await journal.keep(submission(id));
    await clock.advance(hourMs);
    expect(sealedRows()).toBe(1);
    await clock.advance(2 * hourMs);
    expect(sealedRows()).toBe(0);
    expect(journal.state(id)).toMatchObject({ state: 'accepted', number: 'PT1' });
  });

  test('what waits to be sent is never erased', async () => {
    platform.answer = () => unreachable;
    const journal = await openHere({ retentionMs: 0 });
    await journal.keep(submission());
    await clock.advance(48 * hourMs);
    expect(sealedRows()).toBe(1);
  });
});

describe('the audit chain', () => {
  const begun = async (): Promise<MaintainedJournal> => {
    const journal = await openHere();
    for (let visit = 1; visit <= 5; visit++) journal.audit({ event: 'visit.ended', details: { visit, how: 'finished' } });
    return journal;
  };

  test('tells its events in order and is whole', async () => {
    const journal = await begun();
    expect(journal.readAudit(2).map(({ details }) => details['visit'])).toEqual([1, 2, 3, 4, 5]);
    expect(journal.verifyChain()).toEqual({ whole: true, rows: 6 });
  });

  test.each([
    ['a changed detail', `update audit set details = replace(details, '"visit":3', '"visit":9') where seq = 4`, 4],
    ['a changed time', 'update audit set at = at + 1 where seq = 2', 2],
    ['a removed row', 'delete from audit where seq = 3', 3],
    ['rows cut off at the end', 'delete from audit where seq > 4', 5],
    ['an added row', `insert into audit select 7, at, event, details, hash, hash from audit where seq = 6`, 7],
  ])('shows %s', async (_what, statement, brokenAt) => {
    const journal = await begun();
    tamper(statement);
    expect(journal.verifyChain()).toEqual({ whole: false, brokenAt });
  });

  test('takes in nothing that looks like a person', async () => {
    const journal = await openHere();
    journal.audit({ event: 'visit.ended', details: { who: '张三', number: '990000198506150010', code: 'card-unreadable', tries: 2 } });
    expect(journal.readAudit().at(-1)?.details).toEqual({ who: '[withheld]', number: '[withheld]', code: 'card-unreadable', tries: 2 });
  });

  test('tells of each submission when it was kept and when it was decided', async () => {
    const journal = await openHere();
    await journal.keep(submission());
    await clock.advance(0);
    expect(events(journal)).toEqual(['journal.begun', 'submission.kept', 'submission.accepted']);
  });
});

test('counters add up and outlast a restart', async () => {
  const before = await openHere();
  before.count('visits');
  before.count('visits', 2);
  await before.close();
  expect((await openHere()).counters()).toEqual({ visits: 3 });
});

describe('recovery', () => {
  const file = (): string => join(directory, 'journal.db');
  const aside = (): string[] => readdirSync(directory).filter((name) => name.startsWith('journal.db.aside-'));

  /** Keeps so many submissions while the platform is away, and closes. */
  async function keepAndClose(count: number): Promise<string[]> {
    platform.answer = () => unreachable;
    const journal = await openHere();
    const ids = Array.from({ length: count }, () => randomUUID() as string);
    for (const id of ids) await journal.keep(submission(id));
    await journal.close();
    platform.answer = () => accepted();
    platform.arrived.length = 0;
    return ids;
  }

  test('everything kept is sent after a restart, in order', async () => {
    const ids = await keepAndClose(3);
    const journal = await openHere();
    await clock.advance(0);
    expect(platform.arrived).toEqual(ids);
    expect(journal.waiting()).toBe(0);
  });

  test('a damaged page elsewhere costs no submission', async () => {
    const ids = await keepAndClose(3);
    const database = new DatabaseSync(file(), { readOnly: true });
    const page = Number(database.prepare(`select rootpage from sqlite_schema where name = 'audit'`).get()?.['rootpage']);
    database.close();
    const handle = openSync(file(), 'r+');
    writeSync(handle, Buffer.alloc(4096, 0xee), 0, 4096, (page - 1) * 4096);
    closeSync(handle);
    const journal = await openHere();
    expect(journal.recovery).toMatchObject({ carriedOver: 3, waiting: 3 });
    await clock.advance(0);
    expect(platform.arrived).toEqual(ids);
    expect(aside()).toHaveLength(1);
    expect(journal.verifyChain()).toMatchObject({ whole: true });
  });

  test('a file cut short loses only what is not there any more, and says so', async () => {
    await keepAndClose(60);
    truncateSync(file(), statSync(file()).size - 3 * 4096);
    const journal = await openHere();
    expect(journal.recovery?.carriedOver).toBeLessThanOrEqual(60);
    expect(events(journal)[0]).toBe('journal.put-aside');
    expect(logged).toContain('journal.put-aside');
    expect(aside()).toHaveLength(1);
  });

  test('a file that is no database is put aside untouched, and the kiosk goes on', async () => {
    writeFileSync(file(), 'this is not a database, but it is long enough to be taken for one'.repeat(100));
    const journal = await openHere();
    expect(journal.recovery).toMatchObject({ carriedOver: 0, waiting: 0 });
    expect(readFileSync(join(directory, journal.recovery?.putAside ?? ''), 'utf8')).toContain('this is not a database');
  });

  test('no number comes twice after a journal was lost', async () => {
    await keepAndClose(2);
    writeFileSync(file(), 'lost'.repeat(2000));
    expect(await (await openHere()).keep(submission())).toEqual({ number: 'K000001-261122-1001' });
  });

  test('a lost key is reported; what it sealed stays kept and holds up nothing', async () => {
    const [sealedBefore] = await keepAndClose(1);
    rmSync(join(directory, 'journal.key'));
    const journal = await openHere();
    const after = submission();
    await journal.keep(after);
    await clock.advance(hourMs);
    expect(platform.arrived).toEqual([after.id]);
    expect(journal.state(sealedBefore ?? '')).toMatchObject({ state: 'kept' });
    expect(journal.waiting()).toBe(1);
    expect(events(journal)).toContain('submission.unreadable');
    expect(logged).toContain('journal.key-lost');
  });

  test('a key file that is none is put aside, not overwritten', async () => {
    await keepAndClose(1);
    writeFileSync(join(directory, 'journal.key'), 'short');
    await openHere();
    const kept = readdirSync(directory).find((name) => name.startsWith('journal.key.aside-'));
    expect(readFileSync(join(directory, kept ?? ''), 'utf8')).toBe('short');
  });

  test('a journal of a newer program is left alone', async () => {
    await keepAndClose(1);
    tamper('insert into schema_version (version) values (99)');
    await expect(openHere()).rejects.toThrow('schema version 99');
    expect(aside()).toEqual([]);
  });
});
