import { expect, test } from 'vitest';
import { failFor } from './outcome.ts';
import { goesOnWithHsm, middlewareCodeOfFault, middlewareCodeOfFile, middlewareCodeOfPin, middlewareCodeOfStatusWord } from './middleware-codes.ts';

test.each([
  [0x9000, 0], [0x6982, -27010], [0x6983, -27011], [0x6a82, -27266], [0x6a88, -27272], [0x63c0, -25536], [0x63c1, -25537], [0x63c2, -25538],
  [0x9302, -37634], [0x9303, -37635], [0x9403, -37891], [0x9406, -37894],
])('the status word %i is the code %i', (statusWord, code) => {
  expect(middlewareCodeOfStatusWord(statusWord)).toBe(code);
});

test.each([
  ['notSocialSecurityCard', -1], ['noCard', -2], ['cardRemoved', -2], ['cardMute', -4], ['noReader', -12], ['authenticationFailed', -21], ['otherCard', -22],
  ['applicationLocked', -37635], ['authenticationUnavailable', -27272],
] as const)('the reason %s is the code %i', (reason, code) => {
  expect(middlewareCodeOfFault(failFor(reason))).toBe(code);
});

test.each([['canceled', -31], ['timeOut', -32], ['unsupportedCommand', -13], ['invalidData', -14], ['hardwareError', -11]] as const)(
  'a completion %s without a reason is the code %i', (code, expected) => {
    expect(middlewareCodeOfFault({ code, reason: null })).toBe(expected);
  },
);

test.each([
  ['cardUnreadable', { statusWord: 0x6985 }, -27013], ['authenticationFailed', { statusWord: 0x6982 }, -27010], ['applicationLocked', { statusWord: 0x6283 }, -25219],
  ['notSocialSecurityCard', { statusWord: 0x6a82 }, -1], ['authenticationUnavailable', { provider: 'noSam' }, -2201],
  ['authenticationUnavailable', { provider: 'algorithmMissing' }, -2202], ['authenticationUnavailable', { provider: 'readKeyMissing' }, -2203],
  ['authenticationUnavailable', { provider: 'keyMissing' }, -27272], ['authenticationUnavailable', { provider: 'keyLevelTooLow' }, -24],
] as const)('the reason %s that rests on %o is the code %i', (reason, detail, code) => {
  expect(middlewareCodeOfFault(failFor(reason, detail))).toBe(code);
});

test('a file that is closed or absent is the status word the card keeps it with', () => {
  expect([{ outcome: 'records', records: [] } as const, { outcome: 'closed' } as const, { outcome: 'absent' } as const].map(middlewareCodeOfFile)).toEqual([0, -27010, -27266]);
});

test('a PIN that was written, was not, or may have been', () => {
  expect((['changed', 'unchanged', 'unknown'] as const).map((outcome) => middlewareCodeOfPin({ outcome }))).toEqual([0, -2, -2]);
});

test('a presented PIN is right, wrong or locked', () => {
  expect([{ outcome: 'verified' } as const, { outcome: 'wrong', triesLeft: 2 } as const, { outcome: 'locked' } as const].map(middlewareCodeOfPin)).toEqual([0, -51, -52]);
});

test('five results of the PSAM lead on to the HSM, and "not needed" does not', () => {
  expect([...goesOnWithHsm].sort((a, b) => a - b)).toEqual([-27272, -2203, -2202, -2201, -24]);
  expect(goesOnWithHsm.has(-2204)).toBe(false);
});
