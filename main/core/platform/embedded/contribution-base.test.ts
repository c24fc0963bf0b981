import { expect, test } from 'vitest';
import { persons as syntheticPersons } from '../../../../devices/simulators/persons.ts';
import { manualClock } from '../../../../test/support/manual-clock.ts';
import type { Person } from '../wire.ts';
import { openDemoHall } from './index.ts';
import type { HallPerson } from './index.ts';

const persons: readonly HallPerson[] = syntheticPersons.map((person) => ({ ...person, photo: null }));
const dayMs = 24 * 60 * 60_000;

const claim = (id: string): Person => {
  const person = persons.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`no synthetic person ${id}`);
  return { socialSecurityNumber: person.number, name: person.name };
};

function openHall() {
  const clock = manualClock(Date.parse('2026-11-22T09:00:00+08:00'));
  const hall = openDemoHall({ database: ':memory:', persons, clock });
  const told = (id: string) => {
    const answer = hall.query('contribution-base', { person: claim(id), parameters: {} });
    return answer.kind === 'answer' ? answer.value : answer;
  };
  let sent = 0;
  const declare = (id: string, content: Record<string, unknown>, act = sent += 1) => hall.submit(`00000000-0000-4000-8000-${String(act).padStart(12, '0')}`, {
    operation: 'declare-contribution-base', person: claim(id), content, terminal: '990000000001', madeAt: '2026-11-22T09:00:00.000+08:00',
  });
  return { clock, hall, told, declare };
}

const money = (fen: number) => ({ type: 'money', fen });
const date = (value: string) => ({ type: 'date', value });

test('who is in flexible employment is told the base in force, the limits of the year, the rate and the last day', () => {
  expect(openHall().told('zhang-san')).toEqual({
    outcome: 'can-declare',
    facts: { presentBase: money(520_000), lowestBase: money(495_000), highestBase: money(2_475_000), pensionRate: { type: 'rate', basisPoints: 2000 }, deadline: date('2026-12-31') },
  });
});

test.each([
  ['sun-qi', { outcome: 'declared-already', facts: { declaredBase: money(600_000), declaredOn: date('2026-11-17'), deadline: date('2026-12-31') } }],
  ['zheng-shi', { outcome: 'window-closed', facts: { presentBase: money(520_000), opensOn: date('2027-09-03') } }],
  ['wang-wu', { outcome: 'not-flexible', facts: {} }],
])('%s cannot declare, and is told why', (id, answer) => {
  expect(openHall().told(id)).toEqual(answer);
});

test('a declared base is on record from then on, and counts once however often it is sent', () => {
  const { hall, told, declare } = openHall();
  const first = declare('zhang-san', { baseFen: 550_000 }, 1);
  expect(first).toMatchObject({ acceptance: { status: 'accepted' } });
  expect(declare('zhang-san', { baseFen: 550_000 }, 1)).toEqual(first);
  expect(hall.submissions()).toMatchObject([{ deliveries: 2 }]);
  expect(told('zhang-san')).toMatchObject({ outcome: 'declared-already', facts: { declaredBase: money(550_000), declaredOn: date('2026-11-22') } });
});

test.each([
  ['below the lowest', { baseFen: 494_900 }, 'base-out-of-limits'],
  ['above the highest', { baseFen: 2_475_100 }, 'base-out-of-limits'],
  ['of yuan and fen', { baseFen: 550_050 }, 'invalid-content'],
  ['in words', { baseFen: '550000' }, 'invalid-content'],
  ['that is missing', {}, 'invalid-content'],
])('a base %s is refused and changes nothing', (_, content, reason) => {
  const { told, declare } = openHall();
  expect(declare('zhang-san', content)).toMatchObject({ acceptance: { status: 'refused', reason } });
  expect(told('zhang-san')).toMatchObject({ outcome: 'can-declare', facts: { presentBase: money(520_000) } });
});

test.each([['lowest', 495_000], ['highest', 2_475_000]])('the %s base itself is allowed', (_, baseFen) => {
  expect(openHall().declare('zhang-san', { baseFen })).toMatchObject({ acceptance: { status: 'accepted' } });
});

test.each([
  ['sun-qi', 'already-declared'], ['zheng-shi', 'declaration-closed'], ['wang-wu', 'not-flexible'],
])('a declaration of %s is refused: %s', (id, reason) => {
  expect(openHall().declare(id, { baseFen: 550_000 })).toMatchObject({ acceptance: { status: 'refused', reason } });
});

test('the window closes behind its last day and opens again a year later, for everybody anew and on the base declared last', async () => {
  const { clock, told, declare } = openHall();
  declare('zhang-san', { baseFen: 550_000 });
  await clock.advance(39 * dayMs);
  expect(told('zhang-san')).toMatchObject({ outcome: 'declared-already' });
  await clock.advance(dayMs);
  expect(told('zhang-san')).toEqual({ outcome: 'window-closed', facts: { presentBase: money(550_000), opensOn: date('2027-11-02') } });
  await clock.advance(330 * dayMs);
  expect(told('zhang-san')).toMatchObject({ outcome: 'can-declare', facts: { presentBase: money(550_000), deadline: date('2027-12-31') } });
});

test('what was declared is gone when the hall begins afresh', () => {
  const { hall, told, declare } = openHall();
  declare('zhang-san', { baseFen: 550_000 });
  hall.beginAfresh();
  expect(told('zhang-san')).toMatchObject({ outcome: 'can-declare' });
});
