/** Has faces compared by somebody outside the kiosk, who gets one frame: that of the very person who was seen to be alive. */
import type { FaceDescriptor } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';
import { within, type CallTime } from './camera-call.ts';
import type { Snapshot } from './contract.ts';
import type { CameraAtWork, Compared, FaceComparer, NotCompared } from './face-comparison.ts';
import { medianSimilarity } from './face-decision.ts';
import { sameFace } from './liveness.ts';

export interface ElsewhereComparison<Trouble> {
  /** Sends the frame (JPEG) and brings the answer back, in time. Nobody keeps the frame. */
  send(frame: Personal<Uint8Array>, time: CallTime): Promise<Compared | NotCompared<Trouble>>;
}

/** A person may have blinked or looked away at that moment. */
const mostSnapshots = 3;

type Taken = { readonly outcome: 'taken'; readonly frame: Personal<Uint8Array> } | NotCompared<never>;

/** Nothing leaves the kiosk before the person has shown to be alive; without a usable picture of that very face nothing does. */
export function compareElsewhere<Trouble>({ send }: ElsewhereComparison<Trouble>): FaceComparer<Trouble> {
  return {
    prepare: (at) => Promise.resolve({
      outcome: 'ready',
      comparison: {
        isClearlyAnother: () => false,
        async compare(live) {
          const taken = await takeFrameOf(live, at);
          return taken.outcome === 'taken' ? send(taken.frame, at) : taken;
        },
      },
    }),
  };
}

/** Somebody else may step before the camera between the last action and the picture: it must show the face that was watched. */
async function takeFrameOf(live: readonly Personal<FaceDescriptor>[], at: CameraAtWork): Promise<Taken> {
  let judged: Taken = { outcome: 'no-face' };
  for (let snapshot = 0; snapshot < mostSnapshots && judged.outcome !== 'taken'; snapshot += 1) {
    const taken = await at.camera.execute('snapshot', null, within(at)).completion;
    if (taken.code !== 'success') return { outcome: 'camera-fault', fault: taken };
    judged = judge(taken.value, live);
  }
  return judged;
}

function judge({ jpeg, faces, descriptor }: Snapshot, live: readonly Personal<FaceDescriptor>[]): Taken {
  if (faces > 1) return { outcome: 'several-faces' };
  if (!descriptor) return { outcome: 'no-face' };
  return medianSimilarity(live, descriptor) < sameFace ? { outcome: 'not-alive' } : { outcome: 'taken', frame: jpeg };
}
