/** The printer itself: takes bytes, acts on real-time requests at once and on the rest in turn, while it can print. */
import type { Clock } from '../../clock.ts';
import {
  allWell, writeClearAnswer, writePaperInTurn, writeStatus, type PrinterCondition,
} from '../../receipt-printer/status-codec.ts';
import { headAnswers, type HeadAnswer } from '../../receipt-printer/head.ts';
import { createEscPosParser, type PrintCommand } from './escpos-parser.ts';
import { createPaper, type PaperLine, type PrintedReceipt } from './paper.ts';
import { createRealTimeScanner, type RealTimeRequest } from './real-time.ts';

/** How the printer is. */
export interface PrinterSituation {
  readonly paper: 'full' | 'low' | 'out' | { readonly outAfterLines: number };
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'fault';
  /** `hot`: it pauses until it is told to be cool again, and then goes on by itself. */
  readonly head: 'cool' | 'hot';
  /** `slow`: every answer two seconds late; `silent`: hung, neither reads nor prints nor answers. */
  readonly answers: 'prompt' | 'slow' | 'silent';
  readonly mode: 'online' | 'offline';
}
/** Nothing the matter. */
export const well: PrinterSituation = { paper: 'full', cover: 'closed', cutter: 'ok', head: 'cool', answers: 'prompt', mode: 'online' };

export interface EscPosPeerOptions {
  readonly columns: number;
  readonly clock: Clock;
  /** Milliseconds a line of paper takes; 0: none. */
  readonly lineMs: number;
  /** The questions and orders this model of head knows; all where absent. Others it passes over in silence. */
  readonly knows?: readonly HeadAnswer[];
  readonly send: (bytes: Uint8Array) => void;
  /** The paper or the situation changed. */
  readonly onChange: () => void;
}

export interface EscPosPeer {
  receive(bytes: Uint8Array): void;
  /** Bytes received and not yet printed. */
  held(): number;
  situation(): PrinterSituation;
  setSituation(change: Partial<PrinterSituation>): void;
  receipts(): readonly PrintedReceipt[];
  uncut(): readonly PaperLine[];
  takeReceipt(): PrintedReceipt | null;
}

const linesOnRoll = 5000;
const nearEndLines = 120;
const slowMs = 2000;

export function createEscPosPeer({ columns, clock, lineMs, knows = headAnswers, send, onChange }: EscPosPeerOptions): EscPosPeer {
  const parser = createEscPosParser();
  const findRealTime = createRealTimeScanner();
  const paper = createPaper(columns);
  let situation: PrinterSituation = well;
  let linesLeft = linesOnRoll;
  let moving = false;
  let changed = false;

  const condition = (): PrinterCondition => ({
    ...allWell,
    offline: !isReady(),
    coverOpen: situation.cover === 'open',
    stoppedForPaper: linesLeft <= 0,
    error: situation.cutter === 'fault' || situation.head === 'hot',
    cutterFault: situation.cutter === 'fault',
    passing: situation.head === 'hot',
    paperNearEnd: linesLeft <= nearEndLines,
    paperEnd: linesLeft <= 0,
  });
  const isReady = (): boolean => situation.cover === 'closed' && situation.cutter === 'ok' && situation.head === 'cool' && situation.mode === 'online' && linesLeft > 0;

  const answer = (bytes: Uint8Array): void => {
    if (situation.answers === 'slow') clock.after(slowMs, () => send(bytes));
    else send(bytes);
  };

  const execute = (command: PrintCommand): void => {
    if (command.kind === 'askPaper') {
      if (knows.includes('GS r 1')) answer(Uint8Array.of(writePaperInTurn(condition())));
      return;
    }
    if (command.kind === 'unsupported') return;
    const lines = paper.print(command);
    changed = true;
    linesLeft = Math.max(0, linesLeft - lines);
    if (lines === 0 || lineMs === 0) return;
    moving = true;
    clock.after(lines * lineMs, () => {
      moving = false;
      work();
    });
  };

  /** Prints what it holds as long as it can; what it cannot print it keeps for later, as real ones do. */
  const work = (): void => {
    while (!moving && situation.answers !== 'silent' && isReady()) {
      const command = parser.next();
      if (!command) break;
      execute(command);
    }
    if (changed) onChange();
    changed = false;
  };

  const canDo = (request: RealTimeRequest): boolean => request.kind !== 'clear' || request.confirm === 'unanswered' || knows.includes('DLE DC4 8');

  const act = (request: RealTimeRequest): void => {
    switch (request.kind) {
      case 'status':
        if (request.question === 1 || knows.includes(`DLE EOT ${request.question}`)) answer(Uint8Array.of(writeStatus(request.question, condition())));
        return;
      case 'clear':
        parser.clear();
        paper.clearLine();
        changed = true;
        if (request.confirm === 'answered') answer(writeClearAnswer());
        return;
    }
  };

  return {
    receive(bytes) {
      const requests = findRealTime(bytes).filter(canDo);
      requests.forEach(act);
      const forgotten = requests.findLast((request) => request.kind === 'clear')?.end ?? 0;
      parser.push(bytes.subarray(forgotten));
      work();
    },
    held: parser.held,
    situation: () => ({ ...situation, paper: linesLeft <= 0 ? 'out' : linesLeft <= nearEndLines ? 'low' : 'full' }),
    setSituation(change) {
      const wakes = situation.answers === 'silent' && change.answers !== undefined && change.answers !== 'silent';
      situation = { ...situation, ...change };
      if (change.paper !== undefined) linesLeft = linesOf(change.paper);
      changed = true;
      // One that wakes reads before it prints: requests that act at once have waited at its door.
      if (wakes) clock.after(0, work);
      else work();
    },
    receipts: paper.receipts,
    uncut: paper.uncut,
    takeReceipt() {
      const taken = paper.take();
      onChange();
      return taken;
    },
  };
}

function linesOf(paper: PrinterSituation['paper']): number {
  switch (paper) {
    case 'full':
      return linesOnRoll;
    case 'low':
      return nearEndLines;
    case 'out':
      return 0;
    default:
      return paper.outAfterLines;
  }
}
