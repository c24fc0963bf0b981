/** Question and answer with a printer over a stream. Answers carry no name, so one that is late makes the stream worthless. */
import type { ByteStream } from '../byte-stream.ts';
import { sleep, type Clock } from '../clock.ts';
import type { PrintJob } from './composer.ts';
import type { HeadAnswer } from './head.ts';
import {
  askPaperInTurn, askStatus, clearBuffers, createAnswerReader, initialise, noError, nothingTold, readStatus,
  type PrinterAnswer, type PrinterReport, type StatusQuestion,
} from './status-codec.ts';

/** `timeGoneBy`: this head gives no word; the paper has had the time it takes. */
export type WordBehindJob = 'printed' | 'paperEnd' | 'timeGoneBy';

export interface PrinterConversation {
  /** Everything that the head can tell now. Null where an answer stayed out. */
  condition(): Promise<PrinterReport | null>;
  /** Sends a job and the question that is answered behind it. The promise is the printer's word that it got through, or null when the stream closed first. */
  send(job: PrintJob): Promise<WordBehindJob | null>;
  /** Has the printer forget whatever it still holds, as far as its head can. False where it does not confirm and ought to. */
  clear(): Promise<boolean>;
}

/** A real-time question is answered even by a busy printer; slow converters take up to two seconds. */
const answerWithinMs = 3000;
/** 3.75 mm of paper on a slow head, and a code and a cut as well. */
const slowestLineMs = 100;
const slowestCutMs = 2000;

type Answer<Kind extends PrinterAnswer['kind']> = Extract<PrinterAnswer, { kind: Kind }>;

/** `answers`: the questions that this head answers. */
export function createPrinterConversation(stream: ByteStream, clock: Clock, answers: readonly HeadAnswer[]): PrinterConversation {
  const readAnswers = createAnswerReader();
  const waiting = new Map<PrinterAnswer['kind'], (answer: PrinterAnswer | null) => void>();
  const closed = new AbortController();
  /** As last told in turn. */
  let paperInTurn: Partial<PrinterReport> = { paperNearEnd: null, paperEnd: null };
  let holdsJob = false;
  const canTell = (answer: HeadAnswer): boolean => answers.includes(answer);
  stream.onData((bytes) => {
    for (const answer of readAnswers(bytes)) waiting.get(answer.kind)?.(answer);
  });
  stream.onClose(() => {
    closed.abort();
    for (const settle of [...waiting.values()]) settle(null);
  });

  /** The next answer of that kind; null when time is over (where there is a limit) or the stream closes. */
  const next = <Kind extends PrinterAnswer['kind']>(kind: Kind, withinMs: number | null): Promise<Answer<Kind> | null> => new Promise((resolve) => {
    if (closed.signal.aborted) {
      resolve(null);
      return;
    }
    const settle = (answer: PrinterAnswer | null): void => {
      waiting.delete(kind);
      if (timer !== null) clock.clear(timer);
      resolve(answer as Answer<Kind> | null);
    };
    const timer = withinMs === null ? null : clock.after(withinMs, () => settle(null));
    waiting.set(kind, settle);
  });

  const ask = async (question: StatusQuestion): Promise<Partial<PrinterReport> | null> => {
    const answer = next('status', answerWithinMs);
    void stream.write(askStatus(question));
    const status = await answer;
    return status && readStatus(question, status.byte);
  };

  /** `withinMs` null: however long the job before it takes. */
  const hearPaper = async (withinMs: number | null): Promise<Answer<'paperInTurn'> | null> => {
    const paper = await next('paperInTurn', withinMs);
    if (paper) paperInTurn = { paperNearEnd: paper.nearEnd, paperEnd: paper.end };
    return paper;
  };

  /** The third question, where there is an error to explain. Null: no answer. */
  const askCause = async ({ error }: PrinterReport): Promise<Partial<PrinterReport> | null> => {
    if (error === false) return noError;
    return error && canTell('DLE EOT 3') ? ask(3) : {};
  };

  /** What `GS r 1` tells of the paper, for a head without `DLE EOT 4`; asked only where its turn comes at once. Null: no answer. */
  const askPaper = async ({ offline, error }: PrinterReport): Promise<Partial<PrinterReport> | null> => {
    if (canTell('DLE EOT 4') || !canTell('GS r 1')) return {};
    if (holdsJob || offline || error) return paperInTurn;
    const answer = hearPaper(answerWithinMs);
    void stream.write(askPaperInTurn);
    return await answer ? paperInTurn : null;
  };

  const sendPiece = async (piece: Uint8Array, isLast: boolean): Promise<WordBehindJob | null> => {
    if (!canTell('GS r 1')) {
      void stream.write(piece);
      await sleep(clock, paperTimeMs(piece) + (isLast ? slowestCutMs : 0), closed.signal);
      return closed.signal.aborted ? null : 'timeGoneBy';
    }
    // Without a limit of its own: the caller looks at the printer's condition meanwhile and closes the stream when it is enough.
    const answer = hearPaper(null);
    void stream.write(Buffer.concat([piece, askPaperInTurn]));
    const paper = await answer;
    return paper && (paper.end ? 'paperEnd' : 'printed');
  };

  const forget = async (): Promise<boolean> => {
    const answer = next('cleared', answerWithinMs);
    void stream.write(clearBuffers);
    return await answer !== null;
  };

  return {
    async condition() {
      let report: PrinterReport = nothingTold;
      for (const question of ([1, 2, 4] as const).filter((number) => number === 1 || canTell(`DLE EOT ${number}`))) {
        const told = await ask(question);
        if (!told) return null;
        report = { ...report, ...told };
      }
      const cause = await askCause(report);
      const paper = cause && await askPaper(report);
      return paper && { ...report, ...cause, ...paper };
    },
    async send(job) {
      const pieces = canTell('DLE DC4 8') ? [job.bytes] : lineByLine(job);
      holdsJob = true;
      let word: WordBehindJob | null = null;
      for (const [index, piece] of pieces.entries()) {
        word = await sendPiece(piece, index === pieces.length - 1);
        if (word === null || word === 'paperEnd') break;
      }
      holdsJob = false;
      return word;
    },
    async clear() {
      const cleared = canTell('DLE DC4 8') ? await forget() : true;
      // Also forgets modes, and the line that was begun.
      await stream.write(initialise);
      return cleared;
    },
  };
}

function lineByLine({ bytes, lineEnds }: PrintJob): readonly Uint8Array[] {
  const ends = [...lineEnds, bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** How long the paper of so many bytes takes at most. */
const paperTimeMs = (bytes: Uint8Array): number => bytes.filter((byte) => byte === 0x0a).length * slowestLineMs;
