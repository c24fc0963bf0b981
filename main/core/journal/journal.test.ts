import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { certificationOf, hourMs, journalRig, secondMs } from '../../../test/support/journal-rig.ts';
import type { JournalRig } from '../../../test/support/journal-rig.ts';
import { accepted, invalidAnswer, unreachable } from '../../../test/support/scripted-platform.ts';

let rig: JournalRig;
beforeEach(() => {
  rig = journalRig();
});

const settling = { deadlineMs: 8 * secondMs };

describe('keeping', () => {
  test('gives a number to quote, a new one for each submission', async () => {
    const journal = await rig.open();
    expect(await journal.keep(certificationOf())).toEqual({ number: 'K000001-261122-0001' });
    expect(await journal.keep(certificationOf())).toEqual({ number: 'K000001-261122-0002' });
  });

  test('the same id twice gives the same number and is sent once', async () => {
    const journal = await rig.open();
    const once = certificationOf();
    const first = await journal.keep(once);
    expect(await journal.keep(once)).toEqual(first);
    await rig.clock.advance(0);
    expect(rig.platform.arrived).toEqual([once.id]);
  });

  test('numbers go on after a restart', async () => {
    const before = await rig.open();
    await before.keep(certificationOf());
    await before.close();
    expect(await (await rig.open()).keep(certificationOf())).toEqual({ number: 'K000001-261122-0002' });
  });

  const everyByte = (): string => readdirSync(rig.directory).map((name) => readFileSync(join(rig.directory, name), 'latin1')).join('\n');

  test('leaves nothing personal readable on the disk', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    await journal.keep(certificationOf());
    const bytes = everyByte();
    expect(bytes).toContain('certify-benefit');
    expect(bytes).not.toContain('990000198506150010');
    expect(bytes).not.toContain(Buffer.from('张三').toString('latin1'));
    expect(rig.logged()).not.toContain('990000198506150010');
  });

  test('the key belongs to its owner only', async () => {
    await rig.open();
    expect(statSync(join(rig.directory, 'journal.key')).mode & 0o777).toBe(0o600);
  });

  test('an id never kept has no state', async () => {
    expect((await rig.open()).state(randomUUID())).toBeNull();
  });
});

describe('sending', () => {
  test('what the platform accepts is done, with its number and verification code', async () => {
    const journal = await rig.open();
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    expect(await journal.settle(id, settling)).toEqual({
      state: 'accepted', number: 'PT1', acceptedAt: '2026-11-22T09:00:00.000+08:00', verificationCode: 'CODE',
    });
    expect(journal.waiting()).toBe(0);
  });

  test('the platform gets what was kept', async () => {
    const journal = await rig.open();
    const kept = certificationOf();
    await journal.keep(kept);
    await rig.clock.advance(0);
    const [sent] = rig.platform.submissions;
    expect(sent?.person.name.reveal()).toBe('张三');
    expect(sent?.content.reveal()).toEqual({ verifiedBy: 'face' });
    expect(sent?.madeAt).toBe(kept.madeAt);
  });

  test('a refusal is final and is not sent again', async () => {
    const message = { 'zh-CN': '不受理', en: 'refused' };
    rig.platform.answer = () => ({ ok: true, value: { status: 'refused', reason: 'not-due', message } });
    const journal = await rig.open();
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    expect(await journal.settle(id, settling)).toEqual({ state: 'refused', reason: 'not-due', message });
    await rig.clock.advance(24 * hourMs);
    expect(rig.platform.arrived).toEqual([id]);
  });

  test('an answer that was lost is asked for again under the same id, within the same wait', async () => {
    const answers = [unreachable, accepted()];
    rig.platform.answer = () => answers.shift() ?? accepted('too many');
    const journal = await rig.open();
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    const settled = journal.settle(id, settling);
    await rig.clock.advance(2 * secondMs);
    expect(await settled).toMatchObject({ state: 'accepted', number: 'PT1' });
    expect(rig.platform.arrived).toEqual([id, id]);
  });

  test('a person waits no longer than the deadline, and the outbox goes on after it', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    const settled = journal.settle(id, settling);
    await rig.clock.advance(settling.deadlineMs);
    expect(await settled).toMatchObject({ state: 'kept' });
    rig.platform.answer = () => accepted();
    await rig.clock.advance(hourMs);
    expect(journal.state(id)).toMatchObject({ state: 'accepted' });
  });

  test('a person who leaves ends the wait, not the sending', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    const abort = new AbortController();
    const settled = journal.settle(id, { ...settling, signal: abort.signal });
    abort.abort();
    expect(await settled).toMatchObject({ state: 'kept' });
    rig.platform.answer = () => accepted();
    await rig.clock.advance(hourMs);
    expect(journal.waiting()).toBe(0);
  });

  test('while the platform is away, tries grow rarer, up to one in five minutes', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    await journal.keep(certificationOf());
    await rig.clock.advance(hourMs);
    const inFirstHour = rig.platform.arrived.length;
    await rig.clock.advance(hourMs);
    const inSecondHour = rig.platform.arrived.length - inFirstHour;
    expect(inSecondHour).toBeGreaterThanOrEqual(12);
    expect(inSecondHour).toBeLessThanOrEqual(25);
    expect(inFirstHour).toBeGreaterThan(inSecondHour);
  });

  test('goes in order, one at a time', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    const kept = [certificationOf(), certificationOf(), certificationOf()];
    for (const each of kept) await journal.keep(each);
    await rig.clock.advance(0);
    expect(new Set(rig.platform.arrived)).toEqual(new Set([kept[0]?.id]));
    rig.platform.arrived.length = 0;
    rig.platform.answer = () => accepted();
    await rig.clock.advance(hourMs);
    expect(rig.platform.arrived).toEqual(kept.map(({ id }) => id));
  });

  test('one that the platform cannot answer does not hold up the others', async () => {
    const [poison, other] = [certificationOf(), certificationOf()];
    rig.platform.answer = ({ id }) => (id === poison.id ? invalidAnswer : accepted());
    const journal = await rig.open();
    await journal.keep(poison);
    await journal.keep(other);
    await rig.clock.advance(secondMs / 4);
    expect(journal.state(other.id)).toMatchObject({ state: 'accepted' });
    expect(journal.state(poison.id)).toMatchObject({ state: 'kept' });
  });

  test('is not stopped by a clock that is set back', async () => {
    let setBackMs = 0;
    const wall = { ...rig.clock, now: () => rig.clock.now() - setBackMs };
    rig.platform.answer = () => unreachable;
    const journal = await rig.open({ clock: wall });
    await journal.keep(certificationOf());
    await rig.clock.advance(hourMs);
    setBackMs = 48 * hourMs;
    rig.platform.answer = () => accepted();
    await rig.clock.advance(hourMs);
    expect(journal.waiting()).toBe(0);
  });

  test('closing in the middle of a send keeps the submission for the next start', async () => {
    rig.platform.answer = () => 'silence';
    const before = await rig.open();
    const { id } = certificationOf();
    await before.keep(certificationOf(id));
    await rig.clock.advance(0);
    await before.close();
    rig.platform.answer = () => accepted();
    const after = await rig.open();
    await rig.clock.advance(0);
    expect(after.state(id)).toMatchObject({ state: 'accepted' });
    expect(rig.platform.arrived).toEqual([id, id]);
  });

  test('nothing waits for time after closing', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    await journal.keep(certificationOf());
    await rig.clock.advance(0);
    await journal.close();
    expect(rig.clock.pending()).toBe(0);
  });
});

describe('retention', () => {
  const sealedRows = (): number => {
    const database = new DatabaseSync(join(rig.directory, 'journal.db'), { readOnly: true });
    const rows = Number(database.prepare('select count(*) as rows from submissions where sealed is not null').get()?.['rows']);
    database.close();
    return rows;
  };

  test('the sealed content goes when its time has ended; number and outcome stay', async () => {
    const journal = await rig.open({ retentionMs: 2 * hourMs });
    const { id } = certificationOf();
    await journal.keep(certificationOf(id));
    await rig.clock.advance(hourMs);
    expect(sealedRows()).toBe(1);
    await rig.clock.advance(2 * hourMs);
    expect(sealedRows()).toBe(0);
    expect(journal.state(id)).toMatchObject({ state: 'accepted', number: 'PT1' });
  });

  test('what another program keeps from being erased ends nothing, and goes the next time', async () => {
    const journal = await rig.open({ retentionMs: 0 });
    await journal.keep(certificationOf());
    await rig.clock.advance(0);
    const other = new DatabaseSync(join(rig.directory, 'journal.db'));
    other.exec('begin immediate');
    await rig.clock.advance(hourMs);
    expect(rig.logged()).toContain('journal.erase-failed');
    expect(sealedRows()).toBe(1);
    other.exec('rollback');
    other.close();
    await rig.clock.advance(hourMs);
    expect(sealedRows()).toBe(0);
  });

  test('what waits to be sent is never erased', async () => {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open({ retentionMs: 0 });
    await journal.keep(certificationOf());
    await rig.clock.advance(48 * hourMs);
    expect(sealedRows()).toBe(1);
  });
});

test('counters add up and outlast a restart', async () => {
  const before = await rig.open();
  before.count('visits');
  before.count('visits', 2);
  await before.close();
  expect((await rig.open()).counters()).toEqual({ visits: 3 });
});
