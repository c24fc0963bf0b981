/** What goes to and comes from a printer, in words for a technician's eyes. What is printed may name a person and is shown by its length only. */
import { askPaperInTurn, askStatus, clearBuffers, createAnswerReader, initialise, type PrinterAnswer } from './status-codec.ts';

export interface EscPosTrace {
  toDevice(bytes: Uint8Array): string[];
  fromDevice(bytes: Uint8Array): string[];
}

const known: readonly (readonly [Uint8Array, string])[] = [
  ...([1, 2, 3, 4] as const).map((question): readonly [Uint8Array, string] => [askStatus(question), `DLE EOT ${question}: status?`]),
  [clearBuffers, 'DLE DC4 8: forget what you hold'],
  [askPaperInTurn, 'GS r 1: paper, in your turn?'],
  [initialise, 'ESC @: initialise'],
];
const startsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean => beginning.every((byte, index) => bytes[index] === byte);

/** Control sequences are named where a write begins with them or ends with the question behind a job; the rest is the job. */
export function createEscPosTrace(): EscPosTrace {
  const readAnswers = createAnswerReader();
  return {
    toDevice(bytes) {
      const lines: string[] = [];
      let rest = bytes;
      // A job itself begins with `ESC @`: alone, that is an initialisation; with more behind it, part of the job.
      for (let found = leading(rest); found; found = leading(rest)) {
        lines.push(found[1]);
        rest = rest.subarray(found[0].length);
      }
      if (rest.length === 0) return lines;
      const asksAfter = rest.length > askPaperInTurn.length && startsWith(rest.subarray(-askPaperInTurn.length), askPaperInTurn);
      const job = asksAfter ? rest.length - askPaperInTurn.length : rest.length;
      return [...lines, `print [${job} bytes masked]`, ...(asksAfter ? ['GS r 1: paper, in your turn?'] : [])];
    },
    fromDevice: (bytes) => readAnswers(bytes).map(answerLine),
  };
}

function leading(bytes: Uint8Array): readonly [Uint8Array, string] | undefined {
  return known.find(([sequence]) => startsWith(bytes, sequence) && (sequence !== initialise || bytes.length === initialise.length));
}

function answerLine(answer: PrinterAnswer): string {
  switch (answer.kind) {
    case 'status': return `status 0x${answer.byte.toString(16).padStart(2, '0')}`;
    case 'paperInTurn': return `in turn: paper ${answer.end ? 'out' : answer.nearEnd ? 'near its end' : 'there'}`;
    case 'cleared': return 'forgotten';
    default: return answer satisfies never;
  }
}
