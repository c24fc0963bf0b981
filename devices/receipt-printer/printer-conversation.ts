/** Question and answer with a printer over a stream. Answers carry no name, so one that is late makes the stream worthless. */
import type { ByteStream } from '../byte-stream.ts';
import type { Clock } from '../clock.ts';
import {
  allWell, askPaperInTurn, askStatus, clearBuffers, createAnswerReader, initialise, readStatus,
  type PrinterAnswer, type PrinterCondition, type StatusQuestion,
} from './status-codec.ts';

export interface PrinterConversation {
  /** `DLE EOT 1`, `2` and `4`, and `3` where there is an error to explain. Null where an answer stayed out. */
  condition(): Promise<PrinterCondition | null>;
  /** Sends a job and the question that is answered behind it. The promise is the printer's word that it got through, or null when the stream closed first. */
  send(job: Uint8Array): Promise<{ readonly paperEnd: boolean } | null>;
  /** Has the printer forget whatever it still holds. False where it does not confirm. */
  clear(): Promise<boolean>;
}

/** A real-time question is answered even by a busy printer; slow converters take up to two seconds. */
const answerWithinMs = 3000;

type Answer<Kind extends PrinterAnswer['kind']> = Extract<PrinterAnswer, { kind: Kind }>;

export function createPrinterConversation(stream: ByteStream, clock: Clock): PrinterConversation {
  const readAnswers = createAnswerReader();
  const waiting = new Map<PrinterAnswer['kind'], (answer: PrinterAnswer | null) => void>();
  let open = true;
  stream.onData((bytes) => {
    for (const answer of readAnswers(bytes)) waiting.get(answer.kind)?.(answer);
  });
  stream.onClose(() => {
    open = false;
    for (const settle of [...waiting.values()]) settle(null);
  });

  /** The next answer of that kind; null when time is over (where there is a limit) or the stream closes. */
  const next = <Kind extends PrinterAnswer['kind']>(kind: Kind, withinMs: number | null): Promise<Answer<Kind> | null> => new Promise((resolve) => {
    if (!open) {
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

  const ask = async (question: StatusQuestion): Promise<Partial<PrinterCondition> | null> => {
    const answer = next('status', answerWithinMs);
    void stream.write(askStatus(question));
    const status = await answer;
    return status && readStatus(question, status.byte);
  };

  return {
    async condition() {
      let condition: PrinterCondition = allWell;
      for (const question of [1, 2, 4] as const) {
        const told = await ask(question);
        if (!told) return null;
        condition = { ...condition, ...told };
      }
      if (!condition.error) return condition;
      const cause = await ask(3);
      return cause && { ...condition, ...cause };
    },
    async send(job) {
      // Without a limit of its own: the caller looks at the printer's condition meanwhile and closes the stream when it is enough.
      const answer = next('paperInTurn', null);
      void stream.write(Buffer.concat([job, askPaperInTurn]));
      const paper = await answer;
      return paper && { paperEnd: paper.end };
    },
    async clear() {
      const answer = next('cleared', answerWithinMs);
      void stream.write(clearBuffers);
      const cleared = await answer;
      // Also forgets modes, and on a head without `DLE DC4 8` at least the unfinished line.
      await stream.write(initialise);
      return cleared !== null;
    },
  };
}
