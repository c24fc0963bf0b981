/**
 * The printer on a serial line and behind a device file: a pseudo-terminal whose other end is the simulated printer. The
 * terminal is another program's, so time here is the machine's own; nothing is measured by it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../test/support/awaited-clock.ts';
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
  readonly pull: () => void;
}

async function lineBy(scheme: 'serial' | 'file'): Promise<Line> {
  const made = await createReceiptPrinterPeer();
  if (!made.ok) throw new Error(made.problem);
  const folder = mkdtempSync(join(tmpdir(), 'receipt-printer-'));
  const path = join(folder, 'printer');
  const cable = spawn('socat', ['-d', '-d', `PTY,raw,echo=0,link=${path}`, `TCP:127.0.0.1:${made.peer.port},nodelay`]);
  await new Promise<void>((resolve) => {
    cable.stderr.on('data', (text: Buffer) => {
      if (text.includes('starting data transfer loop')) resolve();
    });
  });
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: `${scheme}:${path}`, columns: 48, clock: systemClock() });
  const pull = (): void => void cable.kill();
  endings.push(() => made.peer.close(), () => Promise.resolve(rmSync(folder, { recursive: true, force: true })), () => Promise.resolve(pull()), () => printer.close());
  await until(() => printer.status().generic === 'online');
  return { peer: made.peer, printer, pull };
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
    const { printer, pull } = await lineBy(scheme);
    pull();
    await until(() => printer.status().generic === 'noDevice');
    expect((await printer.execute('print', receipt, { deadlineMs: 20_000 }).completion).code).toBe('deviceNotReady');
  });
});
