import { expect, test } from 'vitest';
import { Personal } from '../../../devices/personal.ts';
import { withMarks, withPatch, type HeldValues, type Mark } from './values.ts';

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

test('marks fall as values do, and facts fall with the answer they belong to', () => {
  const marks = new Set<Mark>(['identity', 'answer', 'answer.certifiedUntil', 'verification']);
  expect([...withMarks(marks, ['identity'])]).toEqual(['identity']);
  expect([...withMarks(marks, ['answer'])].sort()).toEqual(['answer', 'identity', 'verification']);
});
