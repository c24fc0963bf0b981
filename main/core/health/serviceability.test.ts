import { expect, test } from 'vitest';
import { codeScannerServiceability, idScannerServiceability } from './serviceability.ts';

test('a reader that another program holds is out of service, and not called missing', () => {
  const held = { condition: 'outOfService', reason: 'inUse' };
  expect(idScannerServiceability({ generic: 'busy', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } })).toEqual(held);
  expect(codeScannerServiceability({ generic: 'busy', specific: { signal: 'unknown' } })).toEqual(held);
});

test('a reader whose module tells nothing of itself may be tried', () => {
  expect(idScannerServiceability({ generic: 'online', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } })).toEqual({ condition: 'inService', reason: null });
});

test('a module that is not authorised is out of service for that, whatever it read last', () => {
  const outOfService = { condition: 'outOfService', reason: 'samUnauthorised' };
  expect(idScannerServiceability({ generic: 'online', specific: { media: 'unknown', samModule: 'unauthorised', reading: 'failed' } })).toEqual(outOfService);
});
