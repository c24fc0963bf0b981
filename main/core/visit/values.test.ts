import { expect, test } from 'vitest';
import { Personal } from '../../../devices/personal.ts';
import { emptying, entryOf, holds, withEntry, withMarks, withoutSlots, withPatch, type HeldValues, type Mark } from './values.ts';

const person = (number: string) => ({ socialSecurityNumber: new Personal(number), name: new Personal('张三') });
const verified: HeldValues = {
  identity: person('1'),
  consent: { id: 'c', version: '1', toldOfSending: false, at: 0 },
  verification: { method: 'pin' },
  confirmation: { submissionId: 's', at: 0 },
};

test('another person undoes what was verified and confirmed for the first', () => {
  expect(Object.keys(withPatch(verified, { identity: person('2') })).sort()).toEqual(['consent', 'identity']);
});

test('a slot set to null is forgotten and takes what was derived from it along', () => {
  expect(Object.keys(withPatch(verified, { verification: null })).sort()).toEqual(['consent', 'identity']);
});

test('marks of emptied slots go as the values do, and with them what was derived from them', () => {
  const marks = new Set<Mark>(['identity', 'consent', 'verification', 'answer', 'answer.certifiedUntil', 'entry.phone']);
  expect([...withoutSlots(marks, ['identity'])]).toEqual(['consent']);
  expect(Object.keys(withPatch(verified, emptying(['identity'])))).toEqual(['consent']);
});

test('marks fall as values do, and facts fall with the answer they belong to', () => {
  const marks = new Set<Mark>(['identity', 'answer', 'answer.certifiedUntil', 'verification']);
  expect([...withMarks(marks, ['identity'])]).toEqual(['identity']);
  expect([...withMarks(marks, ['answer'])].sort()).toEqual(['answer', 'identity', 'verification']);
});

test('answering one question leaves the others, and undoes the yes that was said to the old answers', () => {
  const phone = { kind: 'phone', value: new Personal('13800001234') } as const;
  const answered = withPatch(verified, withEntry(verified, 'phone', phone));
  expect(Object.keys(answered)).not.toContain('confirmation');
  const both = withPatch(answered, withEntry(answered, 'address', { kind: 'left-out' }));
  expect(entryOf(both, 'phone')).toBe(phone);
  expect(holds(both, 'entry.address')).toBe(true);
  expect(holds(both, 'entry.since')).toBe(false);
});

test('another person undoes every answer', () => {
  const answered = withPatch(verified, withEntry(verified, 'phone', { kind: 'left-out' }));
  expect(holds(withPatch(answered, { identity: person('2') }), 'entry.phone')).toBe(false);
});

test('marks of answers fall with the person, not with one another', () => {
  const marks = new Set<Mark>(['identity', 'confirmation', 'entry.phone', 'entry.address']);
  expect([...withMarks(marks, ['entry.phone'])].sort()).toEqual(['entry.address', 'entry.phone', 'identity']);
  expect([...withMarks(marks, ['identity'])]).toEqual(['identity']);
});
