import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { certificationOf, hourMs, journalEvents, journalRig } from '../../../test/support/journal-rig.ts';
import type { JournalRig } from '../../../test/support/journal-rig.ts';
import { accepted, unreachable } from '../../../test/support/scripted-platform.ts';

let rig: JournalRig;
beforeEach(() => {
  rig = journalRig();
});

describe('recovery', () => {
  const file = (): string => join(rig.directory, 'journal.db');
  const aside = (): string[] => readdirSync(rig.directory).filter((name) => name.startsWith('journal.db.aside-'));

  /** Keeps so many submissions while the platform is away, and closes. */
  async function keepAndClose(count: number): Promise<string[]> {
    rig.platform.answer = () => unreachable;
    const journal = await rig.open();
    const ids = Array.from({ length: count }, () => randomUUID() as string);
    for (const id of ids) await journal.keep(certificationOf(id));
    await journal.close();
    rig.platform.answer = () => accepted();
    rig.platform.arrived.length = 0;
    return ids;
  }

  test('everything kept is sent after a restart, in order', async () => {
    const ids = await keepAndClose(3);
    const journal = await rig.open();
    await rig.clock.advance(0);
    expect(rig.platform.arrived).toEqual(ids);
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
    const journal = await rig.open();
    expect(journal.recovery).toMatchObject({ carriedOver: 3, waiting: 3 });
    await rig.clock.advance(0);
    expect(rig.platform.arrived).toEqual(ids);
    expect(aside()).toHaveLength(1);
    expect(journal.verifyChain()).toMatchObject({ whole: true });
  });

  test('a file cut short loses only what is not there any more, and says so', async () => {
    await keepAndClose(60);
    truncateSync(file(), statSync(file()).size - 3 * 4096);
    const journal = await rig.open();
    expect(journal.recovery?.carriedOver).toBeLessThanOrEqual(60);
    expect(journalEvents(journal)[0]).toBe('journal.put-aside');
    expect(rig.logged()).toContain('journal.put-aside');
    expect(aside()).toHaveLength(1);
  });

  test('a file that is no database is put aside untouched, and the kiosk goes on', async () => {
    writeFileSync(file(), 'this is not a database, but it is long enough to be taken for one'.repeat(100));
    const journal = await rig.open();
    expect(journal.recovery).toMatchObject({ carriedOver: 0, waiting: 0 });
    expect(readFileSync(join(rig.directory, journal.recovery?.putAside ?? ''), 'utf8')).toContain('this is not a database');
  });

  test('no number comes twice after a journal was lost', async () => {
    await keepAndClose(2);
    writeFileSync(file(), 'lost'.repeat(2000));
    expect(await (await rig.open()).keep(certificationOf())).toEqual({ number: 'K000001-261122-1001' });
  });

  test('a lost key is reported; what it sealed stays kept and holds up nothing', async () => {
    const [sealedBefore] = await keepAndClose(1);
    rmSync(join(rig.directory, 'journal.key'));
    const journal = await rig.open();
    const after = certificationOf();
    await journal.keep(after);
    await rig.clock.advance(hourMs);
    expect(rig.platform.arrived).toEqual([after.id]);
    expect(journal.state(sealedBefore ?? '')).toMatchObject({ state: 'kept' });
    expect(journal.waiting()).toBe(1);
    expect(journalEvents(journal)).toContain('submission.unreadable');
    expect(rig.logged()).toContain('journal.key-lost');
  });

  test('a key file that is none is put aside, not overwritten', async () => {
    await keepAndClose(1);
    writeFileSync(join(rig.directory, 'journal.key'), 'short');
    await rig.open();
    const kept = readdirSync(rig.directory).find((name) => name.startsWith('journal.key.aside-'));
    expect(readFileSync(join(rig.directory, kept ?? ''), 'utf8')).toBe('short');
  });

  test('a journal of a newer program is left alone', async () => {
    await keepAndClose(1);
    rig.tamper('insert into schema_version (version) values (99)');
    await expect(rig.open()).rejects.toThrow('schema version 99');
    expect(aside()).toEqual([]);
  });
});
