import { expect, test } from 'vitest';
import { codeScannerServiceability, idScannerServiceability } from './serviceability.ts';

test('a reader that another program holds is out of service, and not called missing', () => {
  const held = { condition: 'outOfService', reason: 'inUse' };
  expect(idScannerServiceability({ generic: 'busy', specific: { media: 'unknown', samModule: 'unknown' } })).toEqual(held);
  expect(codeScannerServiceability({ generic: 'busy', specific: { signal: 'unknown' } })).toEqual(held);
});

test('a reader whose module tells nothing of itself may be tried', () => {
  expect(idScannerServiceability({ generic: 'online', specific: { media: 'unknown', samModule: 'unknown' } })).toEqual({ condition: 'inService', reason: null });
});
