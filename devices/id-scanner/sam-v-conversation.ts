/** Question and answer with a SAM_V module over a stream: one request at a time, each reply in time or not at all. */
import type { ByteStream } from '../byte-stream.ts';
import type { Clock } from '../clock.ts';
import { createTurns } from '../turns.ts';
import { createFrameDecoder } from './frame-codec.ts';
import { encodeRequest, encodeSetBaud, readReply, type SamBaud, type SamCommand, type SamReply } from './sam-v-codec.ts';

/** `damaged`: something came, but no sound frame. `portLost`: the stream is closed, or closed while waiting. */
export type SamAnswer =
  | { readonly kind: 'reply'; readonly reply: SamReply }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'portLost' };

export interface SamConversation {
  /**
   * The reply belongs to the wire, not to the caller: someone who stops waiting for it does not make the module forget
   * it, so the next question always waits until this one is answered or its time is over.
   */
  ask(command: SamCommand, content?: readonly number[]): Promise<SamAnswer>;
  /** Where it answers `ok` it speaks at that speed from then on, and this stream can no longer be understood. */
  askForBaud(baud: SamBaud): Promise<SamAnswer>;
}

/**
 * Milliseconds within which the module must begin and finish its reply. Typical times published: find and select 100,
 * identity 300, reading 2000, with fingerprint 3000, address 1500; command time-out 5000. Ours are well above those.
 */
const replyWithinMs: Readonly<Record<SamCommand, number>> = {
  reset: 5000,
  samStatus: 1500,
  readSamId: 1500,
  findCard: 1500,
  selectCard: 1500,
  readTextAndPhoto: 5000,
  readNewAddress: 5000,
  readTextPhotoAndFinger: 5000,
  readCardSerial: 1500,
  setLongestRfBlock: 1500,
};

const baudWithinMs = 1500;

/** Commands the module could not make sense of are sent again: the line, not the card, is at fault. */
const notUnderstood = new Set(['checksumError', 'lengthError', 'commandError', 'unrecognised']);
const attempts = 3;

export function createSamConversation(stream: ByteStream, clock: Clock): SamConversation {
  const inTurn = createTurns();
  const decoder = createFrameDecoder();
  let open = true;
  let settle: ((answer: SamAnswer) => void) | null = null;

  stream.onClose(() => {
    open = false;
    settle?.({ kind: 'portLost' });
  });
  stream.onData((bytes) => {
    for (const decoded of decoder.push(bytes)) {
      const reply = decoded.kind === 'frame' ? readReply(decoded.payload) : null;
      settle?.(reply ? { kind: 'reply', reply } : { kind: 'damaged' });
    }
  });

  const askOnce = (request: Uint8Array, withinMs: number): Promise<SamAnswer> => {
    if (!open) return Promise.resolve({ kind: 'portLost' });
    return new Promise((resolve) => {
      settle = (answer) => {
        settle = null;
        clock.clear(timer);
        resolve(answer);
      };
      const timer = clock.after(withinMs, () => settle?.({ kind: 'silent' }));
      decoder.clear();
      void stream.write(request);
    });
  };

  const ask = (request: Uint8Array, withinMs: number): Promise<SamAnswer> => inTurn(async () => {
    let answer = await askOnce(request, withinMs);
    for (let attempt = 1; attempt < attempts && isNoise(answer); attempt++) answer = await askOnce(request, withinMs);
    return answer;
  });

  return {
    ask: (command, content = []) => ask(encodeRequest(command, content), replyWithinMs[command]),
    askForBaud: (baud) => ask(encodeSetBaud(baud), baudWithinMs),
  };
}

function isNoise(answer: SamAnswer): boolean {
  return answer.kind === 'damaged' || (answer.kind === 'reply' && answer.reply.status !== null && notUnderstood.has(answer.reply.status));
}
