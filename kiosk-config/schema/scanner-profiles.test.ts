import { expect, test } from 'vitest';
import { CodeScannerProfile, DocumentReaderProfile, IdScannerProfile } from './scanner-profiles.ts';

const serial = 'serial:/dev/ttyUSB0?baud=115200';

test('an ID scanner may be told a speed and a block, each from what modules know', () => {
  expect(IdScannerProfile.safeParse({ driver: 'sam-v', address: serial, switchBaudTo: 57_600, rfBlock: 80 }).success).toBe(true);
  expect(IdScannerProfile.safeParse({ driver: 'sam-v', address: serial, switchBaudTo: 56_000 }).success).toBe(false);
  expect(IdScannerProfile.safeParse({ driver: 'sam-v', address: serial, rfBlock: 256 }).success).toBe(false);
});

test('a line without a speed of its own cannot be switched to another', () => {
  const refused = IdScannerProfile.safeParse({ driver: 'sam-v', address: 'tcp://192.0.2.7:4001', switchBaudTo: 57_600 });
  expect(refused.error?.issues).toMatchObject([{ path: ['switchBaudTo'], message: 'only a serial line has a speed' }]);
});

test('what speaks unasked may end with a silence, and ends with a suffix where nothing is said', () => {
  for (const [schema, driver] of [[DocumentReaderProfile, 'mrz-lines'], [CodeScannerProfile, 'serial-code']] as const) {
    expect(schema.parse({ driver, address: serial })).toMatchObject({ ending: 'suffix', encoding: 'utf-8' });
    expect(schema.parse({ driver, address: serial, ending: 'gap', encoding: 'gbk' })).toMatchObject({ ending: 'gap', encoding: 'gbk' });
  }
});
