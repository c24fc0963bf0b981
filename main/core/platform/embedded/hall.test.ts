import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../../../../test/support/manual-clock.ts';
import { persons as syntheticPersons } from '../../../../devices/simulators/persons.ts';
import type { Person, SubmissionRequest } from '../wire.ts';
import { openDemoHall } from './index.ts';
import type { HallPerson } from './index.ts';

const persons: readonly HallPerson[] = syntheticPersons.map((person) => ({ ...person, photo: null }));
const dayMs = 24 * 60 * 60_000;

const claim = (id: string): Person => {
  const person = persons.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`no synthetic person ${id}`);
  return { socialSecurityNumber: person.number, name: person.name };
};

const openHall = (more: { database?: string; clock?: ReturnType<typeof manualClock>; persons?: readonly HallPerson[] } = {}) => {
  const clock = more.clock ?? manualClock(Date.parse('2026-11-22T09:00:00+08:00'));
  return { clock, hall: openDemoHall({ database: more.database ?? ':memory:', persons: more.persons ?? persons, clock }) };
};

const submission = (id: string, operation = 'certify-benefit', content: SubmissionRequest['content'] = {}): SubmissionRequest =>
  ({ operation, person: claim(id), content, terminal: '990000000001', madeAt: '2026-11-22T09:00:00.000+08:00' });

const uuid = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;

const statusOf = (hall: ReturnType<typeof openHall>['hall'], id: string) => {
  const answer = hall.query('benefit-status', { person: claim(id), parameters: {} });
  return answer.kind === 'answer' ? answer.value : answer;
};

describe('benefit status', () => {
  const { hall } = openHall();

  test.each([
    ['zhang-san', 'due', { certifiedUntil: '2026-12-12', daysLeft: 20 }],
    ['li-si', 'overdue', { certifiedUntil: '2026-11-07', sinceDate: '2026-11-08' }],
    ['wang-wu', 'not-due', { certifiedUntil: '2027-09-18', nextDue: '2027-07-20' }],
    ['zhao-liu', 'suspended', { sinceDate: '2026-10-13' }],
    ['wu-jiu', 'pending-review', { sinceDate: '2026-11-19' }],
    ['sun-qi', 'no-record', {}],
    ['zheng-shi', 'deceased-flag', {}],
  ])('%s is %s', (id, outcome, facts) => {
    const status = statusOf(hall, id);
    expect(status).toMatchObject({ outcome });
    const told = 'facts' in status ? Object.fromEntries(Object.entries(status.facts).map(([name, fact]) => [name, 'value' in fact ? fact.value : fact])) : null;
    expect(told).toEqual(facts);
  });

  test('becomes overdue by the clock alone', async () => {
    const { hall: later, clock } = openHall();
    await clock.advance(21 * dayMs);
    expect(statusOf(later, 'zhang-san')).toMatchObject({ outcome: 'overdue' });
  });

  test('is refused where the name is not the registered one', () => {
    const answer = hall.query('benefit-status', { person: { ...claim('zhang-san'), name: '李四' }, parameters: {} });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'name-mismatch' });
  });

  test('knows a foreigner by the Latin name too', () => {
    const answer = hall.query('benefit-status', { person: { ...claim('anna'), name: 'Eriksson Anna Maria' }, parameters: {} });
    expect(answer).toMatchObject({ kind: 'answer', value: { outcome: 'due' } });
  });

  test('of somebody the hall never heard of is no record', () => {
    const answer = hall.query('benefit-status', { person: { socialSecurityNumber: '990000199001010011', name: '无名' }, parameters: {} });
    expect(answer).toMatchObject({ kind: 'answer', value: { outcome: 'no-record' } });
  });
});

describe('contact details', () => {
  const content = { phone: '13800001234', region: '440106', address: '示范路8号' };
  const told = (hall: ReturnType<typeof openHall>['hall']) => {
    const answer = hall.query('contact-details', { person: claim('zhang-san'), parameters: {} });
    return answer.kind === 'answer' ? answer.value : answer;
  };

  test('are none until somebody brings them, then told masked with the day they came', () => {
    const { hall } = openHall();
    expect(told(hall)).toEqual({ outcome: 'none', facts: {} });
    expect(hall.submit(uuid(1), submission('zhang-san', 'update-contact', content))).toMatchObject({ acceptance: { status: 'accepted' } });
    expect(told(hall)).toMatchObject({ outcome: 'on-record', facts: { phone: { value: { 'zh-CN': '138****1234' } }, updatedOn: { value: '2026-11-22' } } });
  });

  test('take effect once for one id, however often it is sent', async () => {
    const { hall, clock } = openHall();
    const first = hall.submit(uuid(1), submission('zhang-san', 'update-contact', content));
    hall.submit(uuid(2), submission('zhang-san', 'update-contact', { ...content, phone: '13900005678' }));
    await clock.advance(dayMs);
    expect(hall.submit(uuid(1), submission('zhang-san', 'update-contact', content))).toEqual(first);
    expect(told(hall)).toMatchObject({ facts: { phone: { value: { 'zh-CN': '139****5678' } }, updatedOn: { value: '2026-11-22' } } });
  });

  test.each([
    ['no telephone number', { region: '440106' }],
    ['a region that is no code', { ...content, region: '天河' }],
    ['a day that has not come', { ...content, since: '2026-11-23' }],
  ])('with %s are refused', (_, wrong) => {
    const { hall } = openHall();
    expect(hall.submit(uuid(1), submission('zhang-san', 'update-contact', wrong))).toMatchObject({ acceptance: { status: 'refused', reason: 'invalid-content' } });
    expect(told(hall)).toMatchObject({ outcome: 'none' });
  });

  test('are gone when the hall begins afresh', () => {
    const { hall } = openHall();
    hall.submit(uuid(1), submission('zhang-san', 'update-contact', content));
    hall.beginAfresh();
    expect(told(hall)).toMatchObject({ outcome: 'none' });
  });
});

describe('card status', () => {
  const card = { cardId: '990000D15600000500000001A1B2C3D4', cardNumber: 'K00000014' };

  test('is normal for the card that was issued to the person', () => {
    const answer = openHall().hall.query('card-status', { person: claim('zhang-san'), parameters: card });
    expect(answer).toMatchObject({ kind: 'answer', value: { outcome: 'normal', facts: { expiresOn: { value: '2034-06-01' } } } });
  });

  test("is unknown for somebody else's card", () => {
    const answer = openHall().hall.query('card-status', { person: claim('li-si'), parameters: card });
    expect(answer).toMatchObject({ kind: 'answer', value: { outcome: 'unknown' } });
  });

  test.each(['lost', 'cancelled', 'not-enabled'] as const)('is %s where the hall was told so', (state) => {
    const marked = persons.map((person) => (person.card ? { ...person, card: { ...person.card, state } } : person));
    const answer = openHall({ persons: marked }).hall.query('card-status', { person: claim('zhang-san'), parameters: card });
    expect(answer).toMatchObject({ kind: 'answer', value: { outcome: state } });
  });
});

describe('certification', () => {
  test('runs twelve months from the day it is made, and is numbered', () => {
    const { hall } = openHall();
    expect(hall.submit(uuid(1), submission('zhang-san'))).toMatchObject({
      kind: 'decided', acceptance: { status: 'accepted', number: 'PT20261122000001', verificationCode: expect.stringMatching(/^[A-Z0-9]{8}$/) },
    });
    expect(statusOf(hall, 'zhang-san')).toMatchObject({ outcome: 'not-due', facts: { certifiedUntil: { value: '2027-11-22' } } });
  });

  test('resumes a suspended benefit', () => {
    const { hall } = openHall();
    hall.submit(uuid(1), submission('zhao-liu'));
    expect(statusOf(hall, 'zhao-liu')).toMatchObject({ outcome: 'not-due' });
  });

  test('sent again under the same id is answered as the first time and takes effect once', () => {
    const { hall } = openHall();
    const first = hall.submit(uuid(1), submission('zhang-san'));
    expect(hall.submit(uuid(1), submission('zhang-san'))).toEqual(first);
    expect(hall.submissions()).toMatchObject([{ id: uuid(1), person: 'zhang-san', deliveries: 2 }]);
  });

  test('under an id used for another act is not mistaken for a repetition', () => {
    const { hall } = openHall();
    hall.submit(uuid(1), submission('zhang-san'));
    expect(hall.submit(uuid(1), submission('li-si'))).toEqual({ kind: 'reused' });
    expect(statusOf(hall, 'li-si')).toMatchObject({ outcome: 'overdue' });
  });

  test('a second one of the same person is refused as already made', () => {
    const { hall } = openHall();
    hall.submit(uuid(1), submission('zhang-san'));
    expect(hall.submit(uuid(2), submission('zhang-san'))).toMatchObject({ acceptance: { status: 'refused', reason: 'already-certified' } });
  });

  test.each([
    ['wang-wu', 'not-due'], ['sun-qi', 'no-benefit-record'], ['wu-jiu', 'pending-review'], ['zheng-shi', 'see-counter'],
  ])('of %s is refused: %s', (id, reason) => {
    const { hall } = openHall();
    const before = statusOf(hall, id);
    expect(hall.submit(uuid(1), submission(id))).toMatchObject({ acceptance: { status: 'refused', reason } });
    expect(statusOf(hall, id)).toEqual(before);
  });

  test('never tells a person what the records suspect', () => {
    const { hall } = openHall();
    expect(JSON.stringify(hall.submit(uuid(1), submission('zheng-shi')))).not.toMatch(/死|亡|故|deceased|dead|flag/i);
  });
});

describe('rating', () => {
  const rating = (level: number) => submission('zhang-san', 'rate-service', { level, submission: uuid(1) });

  test('is taken once for one handled item', () => {
    const { hall } = openHall();
    expect(hall.submit(uuid(2), rating(5))).toMatchObject({ acceptance: { status: 'accepted' } });
    expect(hall.submit(uuid(3), rating(1))).toMatchObject({ acceptance: { status: 'refused', reason: 'already-rated' } });
  });

  test('outside the five levels is refused', () => {
    expect(openHall().hall.submit(uuid(2), rating(6))).toMatchObject({ acceptance: { status: 'refused', reason: 'invalid-content' } });
  });
});

describe('the database', () => {
  test('keeps what happened when it is opened again, and forgets it when begun afresh', () => {
    const folder = mkdtempSync(`${tmpdir()}/hall-`);
    const database = `${folder}/hall.db`;
    const { hall, clock } = openHall({ database });
    hall.submit(uuid(1), submission('zhang-san'));
    hall.close();
    const kept = openDemoHall({ database, persons, clock });
    expect(statusOf(kept, 'zhang-san')).toMatchObject({ outcome: 'not-due' });
    kept.close();
    const afresh = openDemoHall({ database, persons, clock, reset: 'afresh' });
    expect(statusOf(afresh, 'zhang-san')).toMatchObject({ outcome: 'due' });
    expect(afresh.submissions()).toEqual([]);
    afresh.close();
    rmSync(folder, { recursive: true });
  });
});

test('a hall that begins afresh knows everybody as on its first day, and gives no reference out twice', () => {
  const { hall } = openHall();
  const first = hall.submit(uuid(1), submission('li-si'));
  hall.beginAfresh();
  expect(hall.submissions()).toEqual([]);
  expect(statusOf(hall, 'li-si')).toMatchObject({ outcome: 'overdue' });
  const second = hall.submit(uuid(2), submission('li-si'));
  expect(second).toMatchObject({ kind: 'decided', acceptance: { status: 'accepted' } });
  expect(second).not.toEqual(first);
});

test('what was decided before a hall began afresh has no effect when it is sent again, and is answered as it was then', () => {
  const { hall } = openHall();
  const first = hall.submit(uuid(1), submission('li-si'));
  hall.beginAfresh();
  expect(hall.submit(uuid(1), submission('li-si'))).toEqual(first);
  expect(hall.submit(uuid(1), submission('zhang-san'))).toEqual({ kind: 'reused' });
  expect(hall.submissions()).toEqual([]);
  expect(statusOf(hall, 'li-si')).toMatchObject({ outcome: 'overdue' });
});
