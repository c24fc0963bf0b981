/** What is told when nothing that a service accepts can be presented any more. */
import { expect, test } from 'vitest';
import { fakeCodeScanner, fakeIdScanner } from '../../../../test/support/fake-devices.ts';
import { manualClock } from '../../../../test/support/manual-clock.ts';
import type { EffectCall } from '../effect.ts';
import { readFirstToken, type Accepted } from './read-token.ts';

function callWhereNothingWorks(): EffectCall {
  const clock = manualClock();
  const documentReader = fakeIdScanner(clock);
  const codeScanner = fakeCodeScanner(clock);
  documentReader.unplug();
  codeScanner.unplug();
  const devices = { cardReader: null, idScanner: null, documentReader: documentReader.device, codeScanner: codeScanner.device, receiptPrinter: null, camera: null };
  return { world: { clock, devices }, signal: new AbortController().signal, show: () => undefined } as unknown as EffectCall;
}

test.each<[readonly Accepted[], string]>([
  [['social-security-card', 'passport'], 'card-reader-gone'],
  [['resident-id-card', 'e-card-code'], 'id-scanner-gone'],
  [['passport', 'e-card-code'], 'document-reader-gone'],
  [['e-card-code'], 'code-scanner-gone'],
])('where %j cannot be presented, %s is told, which the service has to expect', async (accepts, code) => {
  const watch = readFirstToken(accepts, 'refuse');
  expect(await watch.run(callWhereNothingWorks())).toEqual({ failure: code });
  expect(watch.fails).toContain(code);
});

test('a service is not told to expect failures of what it does not accept', () => {
  const { fails } = readFirstToken(['e-card-code'], 'refuse');
  expect(fails.filter((code) => /^(card|id|document)-/.test(code))).toEqual([]);
});
