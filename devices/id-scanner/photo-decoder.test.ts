/** The decoder port with real programs: small scripts in place of a maker's closed library. */
import { expect, test } from 'vitest';
import { awaitedClock } from '../../test/support/awaited-clock.ts';
import { Personal } from '../personal.ts';
import { createIdScanner, programDecoder, type DecodedPhoto } from './index.ts';

const wlt = new Personal(new Uint8Array(1024).fill(7));
const script = (source: string) => ({ program: process.execPath, args: ['-e', source] });
const decode = (source: string): Promise<DecodedPhoto> => programDecoder({ ...script(source), clock: awaitedClock() }).decode(wlt, new AbortController().signal);

/** Writes a bitmap of that shape whose first pixel says how many bytes came in; `claimed` is what its header says of its bits. */
const bitmap = (width: number, height: number, claimed = 24): string => `
  const chunks = []; process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const row = Math.ceil(${width} * 3 / 4) * 4, size = 54 + row * ${height}, out = Buffer.alloc(size);
    out.write('BM'); out.writeUInt32LE(size, 2); out.writeUInt32LE(54, 10); out.writeUInt32LE(40, 14);
    out.writeInt32LE(${width}, 18); out.writeInt32LE(${height}, 22); out.writeUInt16LE(1, 26); out.writeUInt16LE(${claimed}, 28);
    out.writeUInt16LE(Buffer.concat(chunks).length, 54); process.stdout.write(out);
  });`;

test('the block goes in, and the bitmap comes out, personal as it is', async () => {
  const decoded = await decode(bitmap(102, 126));
  if (!decoded.ok) throw new Error(decoded.problem);
  expect(decoded.bitmap.reveal()).toHaveLength(38_862);
  expect(Buffer.from(decoded.bitmap.reveal()).readUInt16LE(54)).toBe(1024);
  expect(JSON.stringify(decoded)).toContain('[personal]');
});

test.each([
  ['no bitmap', 'process.stdout.write("hello".repeat(20))', 'noBitmap'],
  ['a bitmap of other colours', bitmap(102, 126, 8), 'noBitmap'],
  ['one that is too wide', bitmap(2000, 1), 'noBitmap'],
  ['an endless one', 'const more = () => process.stdout.write(Buffer.alloc(65536), more); more()', 'noBitmap'],
  ['a failure', 'process.exit(3)', 'decoderFailed'],
] as const)('%s is told as a value', async (_name, source, problem) => {
  expect(await decode(source)).toEqual({ ok: false, problem });
});

test('a program that is not there, hangs, or is no longer wanted holds nobody up', async () => {
  const clock = awaitedClock();
  const { signal } = new AbortController();
  expect(await programDecoder({ program: '/no/such/decoder', args: [], clock }).decode(wlt, signal)).toEqual({ ok: false, problem: 'decoderMissing' });
  const hanging = programDecoder({ ...script('setInterval(() => undefined, 1000)'), clock });
  const late = hanging.decode(wlt, signal);
  await clock.pass(3000);
  expect(await late).toEqual({ ok: false, problem: 'timeOut' });
  const cancel = new AbortController();
  const unwanted = hanging.decode(wlt, cancel.signal);
  cancel.abort();
  expect(await unwanted).toEqual({ ok: false, problem: 'canceled' });
});

test('a scanner that is given a decoder says that it can decode, and does; one without says that it cannot', async () => {
  const clock = awaitedClock();
  const options = { name: 'id-scanner', address: 'tcp://127.0.0.1:1', clock };
  const able = createIdScanner({ ...options, photoDecoder: programDecoder({ ...script(bitmap(102, 126)), clock }) });
  const unable = createIdScanner(options);
  expect((await able.execute('decodePhoto', wlt, { deadlineMs: 10_000 }).completion).code).toBe('success');
  expect((await unable.execute('decodePhoto', wlt, { deadlineMs: 10_000 }).completion).code).toBe('unsupportedCommand');
  await Promise.all([able.close(), unable.close()]);
});
