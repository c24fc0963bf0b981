/**
 * The printer on a serial line and behind a device file: a pseudo-terminal whose other end is the simulated printer. Another
 * program carries its bytes, so time here is the machine's own; nothing is measured by it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { systemClock } from '../clock.ts';
import { createReceiptPrinterPeer, receiptText, type ReceiptPrinterPeer } from '../simulators/receipt-printer/index.ts';
import { createReceiptPrinter, type ReceiptDocument, type ReceiptPrinter } from './index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Line {
  readonly peer: ReceiptPrinterPeer;
  readonly printer: ReceiptPrinter;
}

async function lineBy(scheme: 'serial' | 'file'): Promise<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'receipt-printer-'));
  const path = join(folder, 'printer');
  const { peer } = orThrow(await createReceiptPrinterPeer({ where: { link: path } }));
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: `${scheme}:${path}`, columns: 48, clock: systemClock() });
  endings.push(() => peer.close(), () => Promise.resolve(rmSync(folder, { recursive: true, force: true })), () => printer.close());
  await until(() => printer.status().generic === 'online');
  return { peer, printer };
}

/** Long enough that no single write takes it whole. */
const receipt: ReceiptDocument = {
  elements: Array.from({ length: 150 }, (_, index) => ({ kind: 'row', label: `第 ${index} 行`, value: '社会保障'.repeat(5) })),
};

describe.skipIf(!hasSocat).each(['serial', 'file'] as const)('%s', (scheme) => {
  test('a long receipt arrives whole, and the printer\'s word for it comes back', async () => {
    const { peer, printer } = await lineBy(scheme);
    expect(await printer.execute('print', receipt, { deadlineMs: 20_000 }).completion).toEqual({ code: 'success', value: null });
    expect(peer.receipts().flatMap(receiptText).filter((line) => /^第 \d+ 行/.test(line))).toHaveLength(150);
  });

  test('a printer that cannot print says so over this line too', async () => {
    const { peer, printer } = await lineBy(scheme);
    peer.setCondition({ cover: 'open' });
    expect(await printer.execute('print', receipt, { deadlineMs: 20_000 }).completion).toEqual({ code: 'deviceNotReady', reason: 'coverOpen' });
  });

  test('a pulled cable is noDevice', async () => {
    const { peer, printer } = await lineBy(scheme);
    await peer.unplug();
    await until(() => printer.status().generic === 'noDevice');
    expect((await printer.execute('print', receipt, { deadlineMs: 20_000 }).completion).code).toBe('deviceNotReady');
  });
});
