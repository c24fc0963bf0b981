/** How the demo hall finds a person by what is no social-security number: a passport's number, a code of an electronic card. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { persons } from '../../../../devices/simulators/persons.ts';
import { manualClock, type ManualClock } from '../../../../test/support/manual-clock.ts';
import { openDemoHall, type DemoHall } from './index.ts';

let clock: ManualClock;
let hall: DemoHall;
beforeEach(() => {
  clock = manualClock();
  hall = openDemoHall({ database: ':memory:', clock, persons: persons.map((person) => ({ ...person, photo: null })) });
});
afterEach(() => hall.close());

const passportHolder = { socialSecurityNumber: 'L898902C3', name: 'ERIKSSON ANNA MARIA' };

test('who shows a passport is the person registered under its number, and what they submit is theirs', () => {
  expect(hall.query('benefit-status', { person: passportHolder, parameters: {} })).toMatchObject({ kind: 'answer', value: { outcome: 'due' } });
  hall.submit('7b0f9a52-6f0e-4d0e-9f62-0f1f6d0f9a01', {
    operation: 'certify-benefit', person: passportHolder, content: {}, terminal: '990000000001', madeAt: '2026-11-22T09:00:00.000+08:00',
  });
  expect(hall.submissions()).toMatchObject([{ person: 'anna', acceptance: { status: 'accepted' } }]);
});

test('a passport in another name is refused', () => {
  expect(hall.query('benefit-status', { person: { ...passportHolder, name: 'DOE JANE' }, parameters: {} })).toMatchObject({ kind: 'refused', reason: 'name-mismatch' });
});

test('a code names its holder once, and for a minute only', async () => {
  const code = hall.issueCode('zhang-san') ?? '';
  expect(hall.identifyByCode(code)).toEqual({ kind: 'answer', value: { socialSecurityNumber: '990000198506150010', name: '张三' } });
  expect(hall.identifyByCode(code)).toMatchObject({ kind: 'refused', reason: 'code-not-valid' });
  const late = hall.issueCode('zhang-san') ?? '';
  await clock.advance(60_000);
  expect(hall.identifyByCode(late)).toMatchObject({ kind: 'refused' });
});

test('nobody is issued a code whom the hall does not know', () => {
  expect(hall.issueCode('nobody')).toBeNull();
});
