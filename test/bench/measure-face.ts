/** Face verification in whole visits: the time of a camera frame and the time to the decision, as the kiosk's own page and core have them. */
import type { DemoWires } from './demo-wires.ts';
import { tellProgress } from './progress.ts';
import { preciseNow, startRunningKiosk, type RunningKiosk } from './running-kiosk.ts';
import type { Section } from './table.ts';

const visitor = 'zhang-san';
/** The visitor's own face, alive. */
const feed = 'live-a';
/** One attempt, on a machine without a graphics card. */
const decidedWithinMs = 90_000;

interface FaceSamples {
  /** From one measured frame to the next. */
  readonly frames: number[];
  /** Face screen painted → first frame measured. */
  readonly firstFrame: number[];
  readonly decision: number[];
  unrecognised: number;
}

/** An attempt in which the face was not recognised is counted, not measured. Each visit has a kiosk of its own. */
export async function measureFace(wires: DemoWires, visits: number): Promise<Section> {
  const samples: FaceSamples = { frames: [], firstFrame: [], decision: [], unrecognised: 0 };
  for (let visit = 1; visit <= visits; visit++) {
    tellProgress(`face verification ${visit} of ${visits}`);
    await wires.dock('reset');
    await wires.dock('hall afresh');
    await wires.dock(`feed ${feed}`);
    const kiosk = await startRunningKiosk(wires);
    await verify(kiosk, wires, samples).finally(() => kiosk.close());
  }
  const verified = `${visits - samples.unrecognised} of ${visits} visits recognised at the first attempt`;
  return {
    title: 'Face verification in whole visits (headless Chromium, software rendering, feed from a file)',
    measurements: [
      { name: 'face screen → first frame measured', samples: samples.firstFrame, note: 'camera and engine started' },
      { name: 'frame to frame', samples: samples.frames, note: 'measured in the page; never less than 60 ms by design' },
      { name: 'face screen → next page painted', samples: samples.decision, note: `the movements of the recorded person included; ${verified}` },
    ],
  };
}

interface Frame {
  readonly observation: string;
  /** Milliseconds since its observation began. */
  readonly at: number;
  /** Milliseconds since the Unix epoch. */
  readonly arrivedAt: number;
}

async function verify(kiosk: RunningKiosk, { dock }: DemoWires, samples: FaceSamples): Promise<void> {
  await kiosk.touch('[data-screen="attract"] .start');
  await kiosk.touch('[data-service="benefit-certification"]');
  await kiosk.touch('[data-choice="agree"]');
  await dock(`insert ${visitor}`);
  await kiosk.firstPainted('information');
  await kiosk.touch('[data-choice="continue"]');
  const frames: Frame[] = [];
  const stopListening = kiosk.onPageMessage((message) => {
    if (message.type === 'camera' && message.reply.kind === 'event') frames.push({ observation: message.reply.requestId, at: message.reply.frame.at, arrivedAt: preciseNow() });
  });
  await kiosk.touch('[data-choice="continue"]');
  const face = await kiosk.firstPainted('face');
  const decided = await Promise.race([kiosk.firstPainted('review', decidedWithinMs), kiosk.firstPainted('failure', decidedWithinMs)]).catch(() => null);
  stopListening();
  samples.frames.push(...intervals(frames));
  const [first] = frames;
  if (first) samples.firstFrame.push(first.arrivedAt - face.paintedAt);
  if (decided?.kind === 'review') samples.decision.push(decided.paintedAt - face.paintedAt);
  else samples.unrecognised += 1;
}

/** Between frames of one observation: the clock of each begins anew. */
const intervals = (frames: readonly Frame[]): number[] => frames.slice(1).flatMap(({ observation, at }, index) => {
  const before = frames[index];
  return before?.observation === observation ? [at - before.at] : [];
});
