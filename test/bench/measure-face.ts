/** Face verification in whole visits: the time of a camera frame and the time to the decision, as the kiosk's own page and core have them. */
import type { DemoWires } from './demo-wires.ts';
import { tellProgress } from './progress.ts';
import { preciseNow, startRunningKiosk, type RunningKiosk } from './running-kiosk.ts';
import type { Section } from './table.ts';

const visitor = 'zhang-san';
/** The visitor's own face, alive. */
const feed = 'live-a';
/** All attempts together, on a machine without a graphics card. */
const decidedWithinMs = 200_000;

interface FaceSamples {
  /** From one measured frame to the next. */
  readonly frames: number[];
  /** Face screen painted → first frame measured. */
  readonly firstFrame: number[];
  readonly decision: number[];
  undecided: number;
}

/** A visit that ends without the face being recognised is counted, not measured. Each visit has a kiosk of its own. */
export async function measureFace(wires: DemoWires, visits: number): Promise<Section> {
  const samples: FaceSamples = { frames: [], firstFrame: [], decision: [], undecided: 0 };
  for (let visit = 1; visit <= visits; visit++) {
    tellProgress(`face verification ${visit} of ${visits}`);
    await wires.dock('reset');
    await wires.dock('hall afresh');
    await wires.dock(`feed ${feed}`);
    const kiosk = await startRunningKiosk(wires);
    await verify(kiosk, wires, samples).finally(() => kiosk.close());
  }
  const verified = `${visits - samples.undecided} of ${visits} visits recognised`;
  return {
    title: 'Face verification in whole visits (headless Chromium, software rendering, feed from a file)',
    measurements: [
      { name: 'face screen → first frame measured', samples: samples.firstFrame, note: 'camera and engine started' },
      { name: 'frame to frame', samples: samples.frames, note: 'measured in the page; never less than 60 ms by design' },
      { name: 'face screen → next page painted', samples: samples.decision, note: `the movements of the recorded person included; ${verified}` },
    ],
  };
}

async function verify(kiosk: RunningKiosk, { dock }: DemoWires, samples: FaceSamples): Promise<void> {
  await kiosk.touch('[data-screen="attract"] .start');
  await kiosk.touch('[data-service="benefit-certification"]');
  await kiosk.touch('[data-choice="agree"]');
  await dock(`insert ${visitor}`);
  await kiosk.firstPainted('information');
  await kiosk.touch('[data-choice="continue"]');
  const frames: { readonly at: number; readonly arrivedAt: number }[] = [];
  const stopListening = kiosk.onPageMessage((message) => {
    if (message.type === 'camera' && message.reply.kind === 'event') frames.push({ at: message.reply.frame.at, arrivedAt: preciseNow() });
  });
  await kiosk.touch('[data-choice="continue"]');
  const face = await kiosk.firstPainted('face');
  const review = await kiosk.firstPainted('review', decidedWithinMs).catch(() => null);
  stopListening();
  samples.frames.push(...intervals(frames.map(({ at }) => at)));
  const [first] = frames;
  if (first) samples.firstFrame.push(first.arrivedAt - face.paintedAt);
  if (review) samples.decision.push(review.paintedAt - face.paintedAt);
  else samples.undecided += 1;
}

/** Between frames of one observation: its clock begins anew with each. */
const intervals = (times: readonly number[]): number[] =>
  times.slice(1).map((at, index) => at - (times[index] ?? at)).filter((interval) => interval > 0);
