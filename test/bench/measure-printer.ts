/** Receipt composed → the printer's own completion, over TCP to the simulated printer: the talk alone, and at the pace of paper. */
import { createReceiptPrinterPeer } from '../../devices/simulators/receipt-printer/index.ts';
import { systemClock } from '../../devices/clock.ts';
import { composeReceipt, createReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { orThrow } from '../support/or-throw.ts';
import { untilReports } from '../support/until-reports.ts';
import { certificationReceipt } from './certification-receipt.ts';
import { tellProgress } from './progress.ts';
import type { Section } from './table.ts';

const columns = 48;
const printDeadlineMs = 20_000;
/** As the demo's printer: about 150 mm a second. */
const paperLineMs = 25;
const talks = 30;
const papers = 10;

const receipt = certificationReceipt('张*');

export async function measurePrinter(): Promise<Section> {
  tellProgress(`${talks + papers} receipts to a printer`);
  return {
    title: 'Receipt → printer\'s own completion (state asked, bytes sent, state asked again after the cut)',
    measurements: [
      { name: 'composing the bytes', samples: timeComposing(), note: 'pure' },
      { name: 'print, paper taking no time', samples: await timePrinting(0, talks), note: 'composing, the talk and the driver\'s own waits' },
      { name: `print, ${paperLineMs} ms a line`, samples: await timePrinting(paperLineMs, papers), note: 'as in the demo; the rest is paper moving' },
    ],
  };
}

function timeComposing(): number[] {
  return Array.from({ length: talks }, () => {
    const began = performance.now();
    composeReceipt(receipt, columns);
    return performance.now() - began;
  });
}

async function timePrinting(lineMs: number, times: number): Promise<number[]> {
  const { peer } = orThrow(await createReceiptPrinterPeer({ columns, lineMs }));
  const printer = createReceiptPrinter({ name: 'receipt-printer', address: peer.address, columns, clock: systemClock() });
  const samples: number[] = [];
  try {
    await untilReports(printer, ({ generic }) => generic === 'online');
    for (let n = 0; n < times; n++) {
      const began = performance.now();
      const completion = await printer.execute('print', receipt, { deadlineMs: printDeadlineMs }).completion;
      if (completion.code !== 'success') throw new Error(`the receipt was not printed: ${completion.code} ${completion.reason ?? ''}`);
      samples.push(performance.now() - began);
      peer.takeReceipt();
    }
  } finally {
    await printer.close();
    await peer.close();
  }
  return samples;
}
