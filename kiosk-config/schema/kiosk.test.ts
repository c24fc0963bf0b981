import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Idle, Kiosk } from './kiosk.ts';
import { kioskAt, Profile } from './profile.ts';

const folder = path.resolve(import.meta.dirname, '..');
const shipped = Kiosk.parse(parse(readFileSync(path.join(folder, 'kiosk.yaml'), 'utf8')));
const counter: unknown = parse(readFileSync(path.join(folder, 'profiles/counter.yaml'), 'utf8'));
const counterWith = (idle: object): unknown => ({ ...(counter as object), idle });

test.each([
  ['an answer within less than 20 seconds', { answerWithinSeconds: 19 }],
  ['a question before two minutes', { askAfterSeconds: 119 }],
  ['a question after more than five minutes', { askAfterSeconds: 301 }],
])('%s is refused, in the kiosk and in the profile of a machine', (_, idle) => {
  expect(Idle.safeParse({ ...shipped.idle, ...idle }).success).toBe(false);
  expect(Profile.safeParse(counterWith(idle)).success).toBe(false);
});

test.each([{ answerWithinSeconds: 20 }, { askAfterSeconds: 120 }, { askAfterSeconds: 300 }])('%o is not', (idle) => {
  expect(Idle.safeParse({ ...shipped.idle, ...idle }).success).toBe(true);
  expect(Profile.safeParse(counterWith(idle)).success).toBe(true);
});

test('the division of a hall is one that exists, of any level, or is not told', () => {
  const isTaken = (division: string): boolean => Kiosk.safeParse({ ...shipped, division }).success;
  expect(['440000', '440100', '440106', '429004'].filter((code) => !isTaken(code))).toEqual([]);
  expect(['990000', '4401', '440199', 'toString'].filter(isTaken)).toEqual([]);
  expect(Kiosk.safeParse(Object.fromEntries(Object.entries(shipped).filter(([name]) => name !== 'division'))).success).toBe(true);
});

test('a machine waits as its profile says, and as the kiosk does where it says nothing', () => {
  expect(kioskAt(shipped, Profile.parse(counterWith({ askAfterSeconds: 300 }))).idle).toEqual({ ...shipped.idle, askAfterSeconds: 300 });
  expect(kioskAt(shipped, Profile.parse({ ...(counter as object), idle: undefined }))).toEqual(shipped);
});

test('a machine asks for the actions of its profile before its camera, and for those of the kiosk where it says nothing', () => {
  const asking = (liveness: object): unknown => ({ ...(counter as object), devices: { camera: { driver: 'page', liveness } } });
  expect(kioskAt(shipped, Profile.parse(asking({ actions: ['blink', 'open-mouth'] }))).face).toEqual({ ...shipped.face, actions: ['blink', 'open-mouth'] });
  expect(kioskAt(shipped, Profile.parse(asking({ challenges: 1 }))).face).toEqual({ ...shipped.face, challenges: 1 });
  expect(kioskAt(shipped, Profile.parse(asking({}))).face).toEqual(shipped.face);
  for (const nonsense of [{ actions: [] }, { actions: ['wave'] }, { challenges: 9 }, { passive: { use: 'required', antispoofFrom: 2 } }]) expect(Profile.safeParse(asking(nonsense)).success).toBe(false);
});
