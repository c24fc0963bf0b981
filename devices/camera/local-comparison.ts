/** Compares faces with the model in this kiosk: descriptor against descriptor, nothing leaves the machine. */
import type { Personal } from '../personal.ts';
import { within } from './camera-call.ts';
import type { FaceComparer } from './face-comparison.ts';
import { medianSimilarity } from './face-decision.ts';

export interface LocalComparison {
  /** JPEG of the person whose face it should be. */
  readonly reference: Personal<Uint8Array>;
  /** Cosine similarity from which that engine's descriptors are taken for one person's; null where none was measured for it. */
  thresholdOf(engine: string): number | null;
}

/** Descriptors that together say "another person" before any action is asked of them, and how far below the threshold. */
const earlyDescriptors = 6;
const earlyMargin = 0.1;

/** `engine-unavailable` where no threshold was measured for the page's engine, `no-reference-face` where the photograph shows none. */
export function compareLocally({ reference, thresholdOf }: LocalComparison): FaceComparer<never> {
  return {
    async prepare(at) {
      const threshold = thresholdOf(at.engine);
      if (threshold === null) return { outcome: 'engine-unavailable' };
      const described = await at.camera.execute('describe', { jpeg: reference }, within(at)).completion;
      if (described.code !== 'success') return described.reason === 'undecodableImage' ? { outcome: 'no-reference-face' } : { outcome: 'camera-fault', fault: described };
      const { descriptor } = described.value;
      if (!descriptor) return { outcome: 'no-reference-face' };
      return {
        outcome: 'ready',
        comparison: {
          isClearlyAnother: (live) => live.length >= earlyDescriptors && medianSimilarity(live, descriptor) < threshold - earlyMargin,
          compare: (live) => Promise.resolve({ outcome: 'compared', engine: at.engine, similarity: medianSimilarity(live, descriptor), threshold }),
        },
      };
    },
  };
}
