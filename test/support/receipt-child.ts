/**
 * A program that only prints, to be killed in the middle: it opens journal and printer as the core does and prints one long receipt.
 * Arguments: journal folder, address of the printer.
 */
import { systemClock } from '../../devices/clock.ts';
import { createReceiptPrinter } from '../../devices/receipt-printer/index.ts';
import { openJournal } from '../../main/core/journal/index.ts';
import { createLog } from '../../main/core/log.ts';
import { longReceipt } from './sample-receipts.ts';
import { scriptedPlatform } from './scripted-platform.ts';

const [directory = '', address = ''] = process.argv.slice(2);
const clock = systemClock();
const log = createLog({ destination: { write: () => undefined } });
const journal = await openJournal({ directory, platform: scriptedPlatform(), clock, terminal: '990000000001', log });
const printer = createReceiptPrinter({ name: 'receipt-printer', address, columns: 48, paperMemory: journal.paperMemory, clock });
await printer.execute('print', longReceipt, { deadlineMs: 60_000 }).completion;
