import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { journalEvents, journalRig } from '../../../test/support/journal-rig.ts';
import type { JournalRig } from '../../../test/support/journal-rig.ts';

let rig: JournalRig;
beforeEach(() => {
  rig = journalRig();
});

test('that a receipt was begun outlives the program, is told in the chain at the next start, and is over when the paper is cut', async () => {
  const first = await rig.open();
  expect(first.paperMemory.wasLeftHanging()).toBe(false);
  first.paperMemory.receiptBegins();
  first.paperMemory.receiptBegins();
  await first.close();

  const second = await rig.open();
  expect(second.paperMemory.wasLeftHanging()).toBe(true);
  expect(journalEvents(second).at(-1)).toBe('receipt.left-uncut');
  second.paperMemory.paperIsCut();
  await second.close();

  const third = await rig.open();
  expect(third.paperMemory.wasLeftHanging()).toBe(false);
  expect(journalEvents(third).filter((event) => event === 'receipt.left-uncut')).toHaveLength(1);
});

test('of the receipt itself nothing is kept but since when it may hang', async () => {
  const journal = await rig.open();
  journal.paperMemory.receiptBegins();
  const database = new DatabaseSync(join(rig.directory, 'journal.db'), { readOnly: true });
  expect({ ...database.prepare('select * from uncut_paper').get() }).toEqual({ only: 1, since: rig.clock.now() });
  database.close();
});

test('what a damaged journal knew is lost: paper is taken to hang, for blank paper is better than two receipts in one', async () => {
  await (await rig.open()).close();
  writeFileSync(join(rig.directory, 'journal.db'), 'lost'.repeat(2000));
  const journal = await rig.open();
  expect(journal.recovery).not.toBeNull();
  expect(journal.paperMemory.wasLeftHanging()).toBe(true);
});

test('a journal of the program before this one learns to remember it', async () => {
  await (await rig.open()).close();
  rig.tamper('drop table uncut_paper; delete from schema_version where version = 2');
  const journal = await rig.open();
  expect(journal.paperMemory.wasLeftHanging()).toBe(false);
  journal.paperMemory.receiptBegins();
  expect(journal.paperMemory.wasLeftHanging()).toBe(true);
});

test('what cannot be written is said in the log, and keeps no receipt from being printed', async () => {
  const journal = await rig.open();
  await journal.close();
  expect(() => journal.paperMemory.receiptBegins()).not.toThrow();
  expect(rig.logged()).toContain('journal.paper-not-noted');
});
