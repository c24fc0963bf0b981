/** Drives an ESC/POS receipt printer: watches it, refuses what it cannot print, and believes only its own word for the end. */
import type { ReceiptPrinterStatus } from '../../main/contract/index.ts';
import { sleep, type Clock } from '../clock.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import { keepStreamOpen, statusWhenDown, type DownReason, type KeptStream } from '../kept-stream.ts';
import { createTurns } from '../turns.ts';
import { composeReceipt, feedAndCut, type PaperColumns, type PrintJob } from './composer.ts';
import { isPausing, nothingKnown, refusalOf, statusOf } from './condition.ts';
import type { ReceiptPrinterCommands, ReceiptPrinterReason } from './contract.ts';
import { watchHangingPaper, type PaperMemory } from './hanging-paper.ts';
import { createPrinterConversation, type PrinterConversation } from './printer-conversation.ts';
import type { PrintHead } from './head.ts';
import { rareSetter } from './rare-characters.ts';
import type { GlyphSource } from './rare-glyphs/index.ts';
import type { PrinterReport } from './status-codec.ts';

export interface EscPosDriverOptions {
  readonly name: string;
  /** `tcp://host:port`, `serial:/path?baud=115200`, or the kernel's USB printer device, `file:/dev/usb/lp0`. */
  readonly address: string;
  readonly columns: PaperColumns;
  readonly head: PrintHead;
  readonly glyphs: GlyphSource;
  readonly paperMemory: PaperMemory;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

const watchEveryMs = 3000;
/** How often the printer is looked at while a job is in it. */
const lookEveryMs = 500;
/** How long a failed job, and the next one, wait for the printer to have forgotten the rest. */
const forgetWithinMs = 2000;
/** Before each attempt to reach a printer for work; the last waits for one that serves a single caller to see that the old connection is gone. */
const reachPausesMs = [0, 0, 300] as const;
/** What cutting off the beginning of a broken receipt may take. */
const cutWithinMs = 5000;

type Outcome = Completion<null, ReceiptPrinterReason>;
type Handler<Name extends keyof ReceiptPrinterCommands> = CommandHandler<ReceiptPrinterCommands[Name], ReceiptPrinterReason>;
type Work = Parameters<Handler<'print'>>[1];
type Report = StatusReport<ReceiptPrinterStatus>;
/** `lost`: the stream closed while we asked. */
type Look = { readonly kind: 'condition'; readonly condition: PrinterReport } | { readonly kind: 'silent' } | { readonly kind: 'lost' };

const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
});

const done: Outcome = { code: 'success', value: null };
const partlyPrinted: Outcome = fault('hardwareError', 'partlyPrinted');
const unreachable: Outcome = fault('deviceNotReady', 'unreachable');
const silent: Outcome = fault('hardwareError', 'silent');

export function createEscPosDriver(
  { name, address, columns, head, glyphs, paperMemory, clock, log }: EscPosDriverOptions,
): Driver<ReceiptPrinterCommands, ReceiptPrinterStatus, ReceiptPrinterReason> {
  const inTurn = createTurns();
  const hanging = watchHangingPaper(paperMemory);
  let line: KeptStream | null = null;
  let conversation: PrinterConversation | null = null;
  let report: (status: Report) => void = () => undefined;
  /** Set while the printer may hold what must never come out: a job is in it, or one failed and was not yet forgotten, or nobody knows. */
  let mayHoldRest: { readonly forgotten: Promise<void>; readonly forget: () => void } | null = null;
  /** Why there may be no conversation: it is being made anew after silence, not lost. */
  let wasSilent = false;

  const jobBegins = (): void => {
    let forget: () => void = () => undefined;
    const forgotten = new Promise<void>((resolve) => { forget = resolve; });
    mayHoldRest = { forgotten, forget };
  };
  const nothingHeld = (): void => {
    mayHoldRest?.forget();
    mayHoldRest = null;
  };

  /** Asks, and keeps the status true to the answer. After silence the stream is made anew, or a late answer would be taken for the next one. */
  const look = async (asked: PrinterConversation): Promise<Look> => {
    const condition = await asked.condition();
    if (asked !== conversation) return { kind: 'lost' };
    wasSilent = condition === null;
    if (condition) {
      report(statusOf(condition));
      return { kind: 'condition', condition };
    }
    log('printer does not answer', {});
    report({ generic: 'offline', specific: nothingKnown });
    line?.renew();
    return { kind: 'silent' };
  };

  /** A hot head is given time to cool before it is handed anything. */
  const lookPastPause = async (asked: PrinterConversation, signal: AbortSignal): Promise<Look> => {
    for (;;) {
      const seen = await look(asked);
      if (seen.kind !== 'condition' || !isPausing(seen.condition) || signal.aborted) return seen;
      await sleep(clock, lookEveryMs, signal);
    }
  };

  /** Looks at the printer while the job is in it. Null when the printer has given its word or the caller gave up; else why it stopped. */
  const watchJob = async (asked: PrinterConversation, ended: AbortSignal): Promise<Outcome | null> => {
    for (;;) {
      await sleep(clock, lookEveryMs, ended);
      if (ended.aborted) return null;
      const seen = await look(asked);
      if (seen.kind === 'silent') return silent;
      if (seen.kind === 'lost' || refusalOf(seen.condition)) return partlyPrinted;
    }
  };

  const followJob = async (asked: PrinterConversation, job: PrintJob, { signal, emit }: Work): Promise<Outcome> => {
    const ended = new AbortController();
    const word = asked.send(job).finally(() => ended.abort());
    const stopped = await watchJob(asked, AbortSignal.any([ended.signal, signal]));
    if (stopped) return stopped;
    if (signal.aborted) return fault('canceled');
    const told = await word;
    if (!told) return partlyPrinted;
    const after = await look(asked);
    if (after.kind === 'silent') return silent;
    if (told === 'paperEnd' || after.kind === 'lost' || refusalOf(after.condition)) return partlyPrinted;
    if (told === 'timeGoneBy') emit({ kind: 'unconfirmed' });
    return done;
  };

  /** Sends a job and stays with it to its end. */
  const runJob = async (asked: PrinterConversation, job: PrintJob, work: Work): Promise<Outcome> => {
    jobBegins();
    const outcome = await followJob(asked, job, work);
    if (outcome.code === 'success') nothingHeld();
    // A new stream, because what is still in the old one would be delivered behind the clearing.
    else line?.renew();
    return outcome;
  };

  /** Gives the beginning of a broken receipt to whoever stands there, before anything else comes out. */
  const cutOffBeginning = async (asked: PrinterConversation, signal: AbortSignal): Promise<void> => {
    const tooLate = new AbortController();
    const timer = clock.after(cutWithinMs, () => tooLate.abort());
    const outcome = await runJob(asked, feedAndCut(), { signal: AbortSignal.any([signal, tooLate.signal]), emit: () => undefined });
    clock.clear(timer);
    const isCalledOff = outcome.code === 'canceled' && !tooLate.signal.aborted;
    const isStopped = outcome.code === 'hardwareError' && outcome.reason === 'partlyPrinted';
    // A head that merely does not confirm is taken to have cut: asked until it does, it would cut for ever.
    hanging.cutWasTried(isCalledOff || isStopped ? 'brokenOff' : 'cut');
    log('beginning of a broken receipt cut off', { code: outcome.code });
  };

  /** Null where the connection was not there, or was lost or dead before anything was sent. */
  const printInTurn = async (job: PrintJob, work: Work): Promise<Outcome | null> => {
    const asked = conversation;
    if (!asked) return null;
    const before = await lookPastPause(asked, work.signal);
    if (before.kind !== 'condition') return null;
    const refusal = refusalOf(before.condition);
    if (refusal) return refusal;
    if (hanging.isThere()) await cutOffBeginning(asked, work.signal);
    if (work.signal.aborted) return fault('canceled');
    if (asked !== conversation) return null;
    if (before.condition.paperNearEnd) work.emit({ kind: 'paperLow' });
    hanging.receiptBegins();
    work.emit({ kind: 'begun' });
    const outcome = await runJob(asked, job, work);
    if (outcome.code === 'success') {
      hanging.receiptIsCut();
      return outcome;
    }
    hanging.receiptBrokeOff();
    log('receipt not confirmed', { code: outcome.code, reason: outcome.reason });
    return outcome;
  };

  /** Resolves when the rest of a failed job is forgotten, or after a while all the same. */
  const restForgotten = async (signal: AbortSignal): Promise<void> => {
    if (mayHoldRest) await Promise.race([mayHoldRest.forgotten, sleep(clock, forgetWithinMs, signal)]);
  };

  /** A connection that is down is made now and not after its pause: the printer may just have been plugged back in. */
  const reach = async (signal: AbortSignal): Promise<void> => {
    if (!conversation && line) await Promise.race([line.openNow(), aborted(signal)]);
  };

  /** Work that finds no connection, or one on which nobody answers any more, has another made, and then gives up. */
  const inTurnWhenReached = async (signal: AbortSignal, work: () => Promise<Outcome | null>): Promise<Outcome> => {
    for (const pauseMs of reachPausesMs) {
      if (pauseMs > 0) await sleep(clock, pauseMs, signal);
      await reach(signal);
      await restForgotten(signal);
      if (signal.aborted) return fault('canceled');
      const outcome = await inTurn(work);
      if (outcome) return outcome;
    }
    return wasSilent ? silent : unreachable;
  };

  const print: Handler<'print'> = async (document, work) => {
    const composed = composeReceipt(document, columns, rareSetter(head.rareCharacters, glyphs));
    if (!composed.ok) return fault('invalidData');
    const outcome = await inTurnWhenReached(work.signal, () => printInTurn(composed.job, work));
    await restForgotten(work.signal);
    return outcome;
  };

  const readStatus: Handler<'readStatus'> = (_nothing, { signal }) => inTurnWhenReached(signal, async () => {
    const seen = conversation && await look(conversation);
    return seen?.kind === 'condition' ? done : null;
  });

  /** On a new stream: have the rest of a failed job forgotten, before anyone can load paper and bring it out. */
  const forgetRest = async (asked: PrinterConversation): Promise<void> => {
    if (!mayHoldRest) return;
    const cleared = await asked.clear();
    if (!cleared) {
      log('printer does not confirm that it forgot the rest of a receipt', {});
      // A head that is well and cannot confirm never will, and asking for ever would close it for good. A silent one is asked again.
      if ((await look(asked)).kind !== 'condition') return;
    }
    nothingHeld();
  };

  /** What is done to a printer that nobody uses. */
  const lookAfter = async (asked: PrinterConversation, lost: AbortSignal): Promise<void> => {
    if (lost.aborted) return;
    const seen = await look(asked);
    if (hanging.isThere() && seen.kind === 'condition' && !refusalOf(seen.condition)) await cutOffBeginning(asked, lost);
  };

  const watch = async (asked: PrinterConversation, lost: AbortSignal): Promise<void> => {
    await inTurn(() => forgetRest(asked));
    while (!lost.aborted) {
      await inTurn(() => lookAfter(asked, lost));
      await sleep(clock, watchEveryMs, lost);
    }
  };

  return {
    name,
    initial: { generic: 'starting', specific: nothingKnown },
    handlers: { print, readStatus },
    start(reportTo) {
      report = reportTo;
      // A kiosk that died in the middle of a receipt has left the rest of it in the printer.
      jobBegins();
      const kept = keepStreamOpen({
        address,
        clock,
        onOpen(stream) {
          const lost = new AbortController();
          stream.onClose(() => lost.abort());
          conversation = createPrinterConversation(stream, clock, head.answers);
          void watch(conversation, lost.signal);
        },
        onDown(reason: DownReason) {
          if (conversation) log('printer connection down', { reason });
          conversation = null;
          if (reason === 'dropped') return;
          wasSilent = false;
          report({ generic: statusWhenDown(reason), specific: nothingKnown });
        },
      });
      line = kept;
      return () => {
        conversation = null;
        return kept.close();
      };
    },
  };
}
