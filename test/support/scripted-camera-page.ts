/** The page's end of the camera, played from a script: for tests of the core's end, without a browser. */
import type { CameraLink } from '../../devices/camera/index.ts';
import type { CameraChoice, CameraCommand, CameraReply, FaceDescriptor, FaceMeasurement, FrameMeasurement } from '../../main/contract/index.ts';

type Completion = Extract<CameraReply, { kind: 'completion' }>['completion'];
type Answering = 'open' | 'describe' | 'observe' | 'snapshot' | 'close';

export interface ScriptedPage {
  readonly link: CameraLink;
  /** Which camera the page was last told to use. */
  readonly choice: CameraChoice | null;
  /** Every other command received, oldest first. */
  readonly received: readonly CameraCommand[];
  reply(reply: CameraReply): void;
  show(present: boolean): void;
}

export interface PageScript {
  /** What a command is completed with; one that is absent is never answered. */
  readonly completions?: Partial<Record<Answering, Completion>>;
  /** Sent one after the other when the core begins to observe. */
  readonly frames?: readonly FrameMeasurement[];
}

/** A descriptor of the person asked about. */
export const referenceDescriptor: FaceDescriptor = Array.from({ length: 64 }, (_, index) => (index === 0 ? 1 : 0));

/** A unit-length descriptor with that cosine similarity to `referenceDescriptor`. */
export const descriptorAt = (similarity: number): FaceDescriptor =>
  referenceDescriptor.map((_, index) => (index === 0 ? similarity : index === 1 ? Math.sqrt(1 - similarity ** 2) : 0));

export const opened: Completion = { code: 'success', value: { label: 'test camera', widthPx: 640, heightPx: 480, engine: 'test engine' } };
export const described: Completion = { code: 'success', value: { faces: 1, descriptor: referenceDescriptor } };
export const done: Completion = { code: 'success', value: null };

export function scriptedPage({ completions = { open: opened, describe: described, close: done }, frames = [] }: PageScript = {}): ScriptedPage {
  const received: CameraCommand[] = [];
  let choice: CameraChoice | null = null;
  const repliers = new Set<(reply: CameraReply) => void>();
  const watchers = new Set<(present: boolean) => void>();
  const reply = (one: CameraReply): void => {
    for (const replier of [...repliers]) replier(one);
  };
  const answer = (command: Extract<CameraCommand, { name: Answering }>): void => {
    const { requestId } = command;
    reply({ kind: 'acknowledged', requestId });
    if (command.name === 'observe') for (const frame of frames) reply({ kind: 'event', requestId, frame });
    const completion = completions[command.name];
    if (completion) reply({ kind: 'completion', requestId, completion });
  };
  return {
    received,
    get choice() {
      return choice;
    },
    reply,
    show(present) {
      for (const watcher of [...watchers]) watcher(present);
    },
    link: {
      send(command) {
        if (command.name === 'choose') {
          choice = command.choice;
          return;
        }
        received.push(command);
        // As over a wire: never before the sender has gone on.
        if (command.name !== 'cancel') queueMicrotask(() => answer(command));
      },
      onReply(call) {
        repliers.add(call);
        return () => repliers.delete(call);
      },
      onPresence(call) {
        watchers.add(call);
        call(true);
        return () => watchers.delete(call);
      },
    },
  };
}

/** A person at the right distance, looking ahead, described as the one asked about. */
export const neutralFace: FaceMeasurement = {
  box: { x: 220, y: 120, width: 200, height: 240 },
  eyeDistancePx: 100, yaw: 0, pitch: 0, roll: 0, eyeOpenness: 0.38, mouthOpenness: 0.05, passive: null, descriptor: descriptorAt(0.9),
};

/** One frame of that person, changed as told; `face: null` for a frame without one. */
export function frameAt(at: number, change: Partial<FaceMeasurement> | null = {}, scene: Partial<Pick<FrameMeasurement, 'light' | 'faces'>> = {}): FrameMeasurement {
  const face = change === null ? null : { ...neutralFace, ...change };
  return { at, widthPx: 640, heightPx: 480, light: 0.5, faces: face ? 1 : 0, face, engineMs: 40, ...scene };
}

/** How far apart the frames of a scripted sequence are, in milliseconds. */
export const frameMs = 100;

/** A sequence of frames from the faces given, `frameMs` apart; each third described, as the page does it. */
export function sequence(faces: readonly Partial<FaceMeasurement>[], from = 0): FrameMeasurement[] {
  return faces.map((change, index) => frameAt(from + index * frameMs, index % 3 === 0 ? change : { ...change, descriptor: null }));
}

export const repeated = (times: number, change: Partial<FaceMeasurement> = {}): Partial<FaceMeasurement>[] => Array.from({ length: times }, () => change);
