/** What the core may ask of what reads handwriting: one look at the strokes of one character, exactly one completion each. */
import type { Strokes } from '../../main/contract/index.ts';
import type { Device } from '../device.ts';
import type { Personal } from '../personal.ts';

export interface Writing {
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
  /** What somebody writes is about themselves, mostly, so it is boxed like everything personal. */
  readonly strokes: Personal<Strokes>;
}

export type HandwritingReason = 'languageUnknown' | 'programMissing' | 'programFailed';

export type HandwritingCommands = {
  /** `success`: the characters that the strokes may be, best first, each once; none where they are like no character. */
  recognise: { input: Writing; event: never; value: Personal<readonly string[]> };
};

export interface HandwritingStatus {
  /** Is there anything that can read? */
  readonly engine: 'found' | 'missing' | 'unknown';
  /** BCP 47 tags of the languages that it can read here. */
  readonly languages: readonly string[];
}

export type HandwritingEngine = Device<HandwritingCommands, HandwritingStatus, HandwritingReason>;
