/** The far end of the printer's wire: an ESC/POS printer at a TCP port, its paper, and the receipts people took. */
import type { Clock } from '../../devices/clock.ts';
import { done, refused, type Answer, type DockCommand, type DockReceipt, type DockState } from '../../devices/simulators/dock/index.ts';
import {
  createReceiptPrinterPeer, receiptSvg, receiptText, well, type PrintedReceipt, type ReceiptPrinterPeer,
} from '../../devices/simulators/receipt-printer/index.ts';
import { freePort } from './listening.ts';

/** Where such printers listen. */
const usualPort = 9100;
const columns = 48;
/** Slow enough to see the paper come, as fast as a thermal printer: about 150 mm a second. */
const lineMs = 25;
const keptReceipts = 10;

type PaperChange = Extract<DockCommand, { verb: 'paper' }>['paper'];
type PrinterChange = Extract<DockCommand, { verb: 'printer' }>['change'];

export interface PrinterWire {
  /** As the profile names it. */
  readonly address: string;
  state(): DockState['printer'];
  setPaper(paper: PaperChange): Answer;
  runOutAfter(lines: number): Answer;
  setCover(cover: 'open' | 'close'): Answer;
  change(change: PrinterChange): Promise<Answer>;
  takeReceipt(): Answer;
  /** The paper of a receipt as SVG; null where there is none of that number, or no longer. */
  picture(number: number): string | null;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Rejects where no port can be had. */
export async function openPrinterWire(clock: Clock): Promise<PrinterWire> {
  const peer = await plugIn(clock);
  let plugged = true;
  let outAfterLines: number | null = null;
  let taken: readonly PrintedReceipt[] = [];
  let lastCut = 0;
  peer.onChange(() => { lastCut = peer.receipts().at(-1)?.number ?? lastCut; });

  const plug = async (): Promise<Answer> => {
    const outcome = await peer.plug();
    if (!outcome.ok) return refused('打印机的端口被占用，接不上。', 'The printer cannot be plugged in: its port is taken.');
    plugged = true;
    return done('打印机已接上。', 'The printer is plugged in.');
  };
  const unplug = async (): Promise<Answer> => {
    plugged = false;
    await peer.unplug();
    return done('打印机已拔线。', 'The printer is unplugged.');
  };

  /** What is printed and not yet cut off, under the number it will have. */
  const printing = (): PrintedReceipt | null => {
    const lines = peer.uncut();
    return lines.length > 0 ? { number: lastCut + 1, columns, lines, cut: 'full' } : null;
  };
  const lying = (): readonly (readonly [PrintedReceipt, DockReceipt['where']])[] => {
    const growing = printing();
    return [
      ...taken.map((receipt) => [receipt, 'taken'] as const),
      ...peer.receipts().map((receipt) => [receipt, 'in-mouth'] as const),
      ...(growing ? [[growing, 'printing'] as const] : []),
    ];
  };

  return {
    address: peer.address,
    state() {
      const { paper, cover, cutter, answers } = peer.condition();
      return {
        address: peer.address,
        plugged,
        silent: answers === 'silent',
        paper: paper === 'low' || paper === 'out' ? paper : 'ok',
        outAfterLines,
        cover,
        cutter,
        receipts: lying().map(([receipt, where]) => dockReceipt(receipt, where)),
      };
    },
    setPaper(paper) {
      outAfterLines = null;
      peer.setCondition({ paper: paper === 'load' ? 'full' : paper });
      switch (paper) {
        case 'load': return done('已装纸。', 'Paper is loaded.');
        case 'low': return done('打印纸将尽。', 'Paper is nearly out.');
        case 'out': return done('打印纸已用尽。', 'Paper is out.');
        default: return paper satisfies never;
      }
    },
    runOutAfter(lines) {
      outAfterLines = lines;
      peer.setCondition({ paper: { outAfterLines: lines } });
      return done(`再打 ${lines} 行后纸将用尽。`, `Paper will be out after ${lines} more lines.`);
    },
    setCover(cover) {
      peer.setCondition({ cover: cover === 'open' ? 'open' : 'closed' });
      return cover === 'open' ? done('打印机上盖已打开。', 'The printer\'s cover is open.') : done('打印机上盖已合上。', 'The printer\'s cover is closed.');
    },
    async change(change) {
      switch (change) {
        case 'plug': return plug();
        case 'unplug': return unplug();
        case 'silent':
          peer.setCondition({ answers: 'silent' });
          return done('打印机不再应答。', 'The printer no longer answers.');
        case 'cutter-fault':
          peer.setCondition({ cutter: 'fault' });
          return done('打印机切刀故障。', 'The printer\'s cutter is jammed.');
        case 'ok':
          peer.setCondition({ answers: 'prompt', cutter: 'ok', mode: 'online' });
          return plug();
        default: return change satisfies never;
      }
    },
    takeReceipt() {
      const receipt = peer.takeReceipt();
      if (!receipt) return refused('出纸口没有凭条。', 'There is no receipt to take.');
      taken = [...taken, receipt].slice(-keptReceipts);
      return done(`凭条 ${receipt.number} 已取走。`, `Receipt ${receipt.number} was taken.`);
    },
    picture(number) {
      const found = lying().find(([receipt]) => receipt.number === number);
      return found ? receiptSvg(found[0]) : null;
    },
    async reset() {
      outAfterLines = null;
      peer.setCondition(well);
      while (peer.takeReceipt());
      taken = [];
      await plug();
    },
    close: () => peer.close(),
  };
}

async function plugIn(clock: Clock): Promise<ReceiptPrinterPeer> {
  const port = await freePort(usualPort);
  const outcome = await createReceiptPrinterPeer({ where: { port }, columns, clock, lineMs });
  if (!outcome.ok) throw new Error(`The simulated printer found TCP port ${port} taken.`);
  return outcome.peer;
}

const dockReceipt = (receipt: PrintedReceipt, where: DockReceipt['where']): DockReceipt => ({
  number: receipt.number,
  text: receiptText(receipt).join('\n'),
  where,
  revision: receipt.lines.length,
});
