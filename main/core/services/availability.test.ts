import path from 'node:path';
import { expect, test } from 'vitest';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import type { HealthReport } from '../health/index.ts';
import { openingOf } from './availability.ts';
import { openCatalogue } from './catalogue.ts';

const folder = path.resolve(import.meta.dirname, '../../../kiosk-config');
const { services, texts } = openCatalogue(folder, openLanguages(path.join(folder, 'languages')));
const inService = { condition: 'inService', reason: null } as const;
const out = { condition: 'outOfService', reason: 'missing' } as const;
const allWell: HealthReport = { cardReader: inService, idScanner: inService, documentReader: null, codeScanner: null, receiptPrinter: inService, camera: inService, voice: inService, handwriting: inService, platform: inService };

function opening(changes: Partial<HealthReport>): ReturnType<typeof openingOf> {
  const [certification] = services;
  if (!certification) throw new Error('the certification was refused');
  return openingOf(certification, { ...allWell, ...changes }, texts);
}

test('with everything in service it is open without a sign', () => {
  expect(opening({})).toEqual({ closed: null, sign: null });
});

test('no receipt printer closes nothing: an honest sign says that there are no receipts', () => {
  expect(opening({ receiptPrinter: out })).toEqual({ closed: null, sign: texts.closed.printer });
  expect(opening({ receiptPrinter: null }).sign).toBe(texts.closed.printer);
});

test('a broken camera closes nothing, for there are other ways', () => {
  expect(opening({ camera: out }).closed).toBeNull();
});

test('one of card reader and ID scanner is enough; with neither it is closed, and says why', () => {
  expect(opening({ idScanner: out }).closed).toBeNull();
  expect(opening({ cardReader: out, camera: inService }).closed).toBeNull();
  expect(opening({ cardReader: out, idScanner: null }).closed).toBe(texts.closed.identification);
});

test('a document reader or a code scanner is enough to be recognised by', () => {
  expect(opening({ cardReader: out, idScanner: null, documentReader: inService }).closed).not.toBe(texts.closed.identification);
  expect(opening({ cardReader: out, idScanner: null, codeScanner: inService, camera: inService }).closed).toBeNull();
  expect(opening({ cardReader: out, idScanner: out, documentReader: out, codeScanner: out }).closed).toBe(texts.closed.identification);
});

test('without camera and card reader nobody could be verified, so it is closed', () => {
  expect(opening({ cardReader: out, camera: out }).closed).not.toBeNull();
});

test('without the platform it is closed; what nobody can tell is given a try', () => {
  expect(opening({ platform: out }).closed).toBe(texts.closed.platform);
  expect(opening({ platform: { condition: 'unknown', reason: null } }).closed).toBeNull();
});
