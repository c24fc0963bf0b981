import { beforeEach, describe, expect, test } from 'vitest';
import { certificationOf, journalEvents, journalRig } from '../../../test/support/journal-rig.ts';
import type { JournalRig } from '../../../test/support/journal-rig.ts';
import type { MaintainedJournal } from './index.ts';

let rig: JournalRig;
beforeEach(() => {
  rig = journalRig();
});

describe('the audit chain', () => {
  const begun = async (): Promise<MaintainedJournal> => {
    const journal = await rig.open();
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
    rig.tamper(statement);
    expect(journal.verifyChain()).toEqual({ whole: false, brokenAt });
  });

  test('takes in nothing that looks like a person', async () => {
    const journal = await rig.open();
    journal.audit({ event: 'visit.ended', details: { who: '张三', number: '990000198506150010', code: 'card-unreadable', tries: 2 } });
    expect(journal.readAudit().at(-1)?.details).toEqual({ who: '[withheld]', number: '[withheld]', code: 'card-unreadable', tries: 2 });
  });

  test('tells of each submission when it was kept and when it was decided', async () => {
    const journal = await rig.open();
    await journal.keep(certificationOf());
    await rig.clock.advance(0);
    expect(journalEvents(journal)).toEqual(['journal.begun', 'submission.kept', 'submission.accepted']);
  });
});
