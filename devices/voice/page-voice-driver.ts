/** Lets the browser of the page speak: utterances go to the page's own engine, and it tells how each ended. */
import type { SpeechMessage, SpeechRequest } from '../../main/contract/index.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import { longestUtterance, type VoiceCommands, type VoiceReason, type VoiceStatus } from './contract.ts';
import { pronounceable } from './pronunciation.ts';

/** The way to whichever page is shown. */
export interface SpeechLink {
  send(message: SpeechMessage): void;
  onRequest(call: (request: SpeechRequest) => void): () => void;
  /** Whether a page is there; called at once and at every change. */
  onPresence(call: (present: boolean) => void): () => void;
}

export interface PageVoiceDriverOptions {
  readonly name: string;
  readonly link: SpeechLink;
}

type Spoken = Completion<null, VoiceReason>;

const pageless: StatusReport<VoiceStatus> = { generic: 'offline', specific: { engine: 'unknown' } };
const unasked: StatusReport<VoiceStatus> = { generic: 'starting', specific: { engine: 'unknown' } };

export function createPageVoiceDriver({ name, link }: PageVoiceDriverOptions): Driver<VoiceCommands, VoiceStatus, VoiceReason> {
  const waiting = new Map<string, (outcome: Spoken) => void>();
  let present = false;
  let lastUtterance = 0;

  const speak: CommandHandler<VoiceCommands['speak'], VoiceReason> = ({ text, language, rate, volume }, { signal }) => new Promise<Spoken>((resolve) => {
    const words = pronounceable(text.reveal(), language);
    if (words.length > longestUtterance) {
      resolve(fault('invalidData', 'textTooLong'));
      return;
    }
    if (words.length === 0) {
      resolve({ code: 'success', value: null });
      return;
    }
    if (!present || signal.aborted) {
      resolve(signal.aborted ? fault('canceled') : fault('deviceNotReady', 'pageGone'));
      return;
    }
    const utteranceId = `${name}-${++lastUtterance}`;
    const silence = (): void => {
      link.send({ kind: 'silence', utteranceId });
      end(fault('canceled'));
    };
    const end = (outcome: Spoken): void => {
      waiting.delete(utteranceId);
      signal.removeEventListener('abort', silence);
      resolve(outcome);
    };
    waiting.set(utteranceId, end);
    signal.addEventListener('abort', silence, { once: true });
    link.send({ kind: 'utter', utteranceId, text: words, language, rate, volume });
  });

  return {
    name,
    initial: pageless,
    handlers: { speak },
    start(report) {
      const stops = [
        link.onPresence((there) => {
          present = there;
          report(there ? unasked : pageless);
          if (!there) for (const end of [...waiting.values()]) end(fault('deviceNotReady', 'pageGone'));
        }),
        link.onRequest((request) => {
          if (request.kind === 'engine') {
            report(request.found ? { generic: 'online', specific: { engine: 'found' } } : { generic: 'noDevice', specific: { engine: 'missing' } });
          } else if (request.kind === 'uttered') {
            waiting.get(request.utteranceId)?.(request.outcome === 'spoken' ? { code: 'success', value: null } : fault(request.outcome === 'stopped' ? 'canceled' : 'hardwareError'));
          }
        }),
      ];
      return async () => {
        for (const stop of stops) stop();
      };
    },
  };
}
