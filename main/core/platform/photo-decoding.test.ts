import { expect, test } from 'vitest';
import { Personal } from '../../../devices/personal.ts';
import { blank } from '../../../devices/simulators/camera/picture.ts';
import { toChipBitmap } from '../../demo/photo-decoder.ts';
import type { PlatformAnswer } from './port.ts';
import { platformDecoder } from './photo-decoding.ts';

const bitmap = toChipBitmap(blank([200, 40, 40]));
const never = new AbortController().signal;
const decodeWith = (answer: PlatformAnswer<Personal<Uint8Array> | null>) =>
  platformDecoder({ decodePhoto: () => Promise.resolve(answer) }).decode(new Personal(new Uint8Array(1024)), never);

test('a picture that the platform made of the block is the photograph', async () => {
  const decoded = await decodeWith({ ok: true, value: new Personal(bitmap) });
  expect(decoded.ok && decoded.bitmap.reveal()).toEqual(bitmap);
  expect(bitmap).toHaveLength(38_862);
});

test.each([
  ['nothing', { ok: true, value: null }, 'noBitmap'],
  ['half a picture', { ok: true, value: new Personal(bitmap.subarray(0, 999)) }, 'noBitmap'],
  ['no answer', { ok: false, problem: { kind: 'unreachable' } }, 'decoderMissing'],
  ['an answer too late', { ok: false, problem: { kind: 'timeOut' } }, 'timeOut'],
] as const)('%s from the platform is no photograph, and says why', async (_, answer, problem) => {
  expect(await decodeWith(answer)).toEqual({ ok: false, problem });
});
