/** What goes to and comes from a printer, in words for a technician's eyes. What is printed may name a person and is shown by its length only. */
import {
  askPaperInTurn, askStatus, clearBuffers, createAnswerReader, initialise, readStatus, type PrinterAnswer, type StatusQuestion,
} from './status-codec.ts';

export interface EscPosTrace {
  toDevice(bytes: Uint8Array): string[];
  fromDevice(bytes: Uint8Array): string[];
}

interface Sequence {
  readonly bytes: Uint8Array;
  readonly words: string;
  /** Null: nothing is asked that has a status for an answer. */
  readonly question: StatusQuestion | null;
}
const known: readonly Sequence[] = [
  ...([1, 2, 3, 4] as const).map((question) => ({ bytes: askStatus(question), words: `DLE EOT ${question}: status?`, question })),
  { bytes: clearBuffers, words: 'DLE DC4 8: forget what you hold', question: null },
  { bytes: askPaperInTurn, words: 'GS r 1: paper, in your turn?', question: null },
  { bytes: initialise, words: 'ESC @: initialise', question: null },
];
/** Answers do not say which question they answer; more than so many unanswered ones belong to a printer that is not there. */
const mostUnanswered = 8;
const startsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean => beginning.every((byte, index) => bytes[index] === byte);

/** Control sequences are named where a write begins with them or ends with the question behind a job; the rest is the job. */
export function createEscPosTrace(): EscPosTrace {
  const readAnswers = createAnswerReader();
  let unanswered: readonly StatusQuestion[] = [];
  const answerLine = (answer: PrinterAnswer): string => {
    switch (answer.kind) {
      case 'status': {
        const [question, ...later] = unanswered;
        unanswered = later;
        return statusLine(question, answer.byte);
      }
      case 'paperInTurn': return `in turn: paper ${answer.end ? 'out' : answer.nearEnd ? 'near its end' : 'there'}`;
      case 'cleared': return 'forgotten';
      default: return answer satisfies never;
    }
  };
  return {
    toDevice(bytes) {
      const lines: string[] = [];
      let rest = bytes;
      for (let found = leading(rest); found; found = leading(rest)) {
        lines.push(found.words);
        if (found.question) unanswered = [...unanswered, found.question].slice(-mostUnanswered);
        rest = rest.subarray(found.bytes.length);
      }
      if (rest.length === 0) return lines;
      const asksAfter = rest.length > askPaperInTurn.length && startsWith(rest.subarray(-askPaperInTurn.length), askPaperInTurn);
      const job = asksAfter ? rest.length - askPaperInTurn.length : rest.length;
      return [...lines, `print [${job} bytes masked]`, ...(asksAfter ? ['GS r 1: paper, in your turn?'] : [])];
    },
    fromDevice: (bytes) => readAnswers(bytes).map(answerLine),
  };
}

/** A job itself begins with `ESC @`: alone, or before a question, that is an initialisation; else part of the job. */
function leading(bytes: Uint8Array): Sequence | undefined {
  const found = known.find((sequence) => startsWith(bytes, sequence.bytes));
  const behind = bytes.subarray(initialise.length);
  return found?.bytes === initialise && behind.length > 0 && !known.some((sequence) => startsWith(behind, sequence.bytes)) ? undefined : found;
}

function statusLine(question: StatusQuestion | undefined, byte: number): string {
  const told = question && readStatus(question, byte);
  const matters = Object.entries(told ?? {}).filter(([, holds]) => holds).map(([fact]) => fact);
  const meaning = told ? `: ${matters.join(', ') || 'well'}` : '';
  return `status 0x${byte.toString(16).padStart(2, '0')}${meaning}`;
}
