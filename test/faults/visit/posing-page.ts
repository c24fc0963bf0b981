/**
 * A page before which somebody stands: answers the camera's commands as the kiosk's own page does, with a frame every tenth of a second
 * in which the person does what the screen asks. From a frame on, its camera or the page itself can go wrong.
 */
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import {
  contractVersion,
  type CameraCommand, type CameraReply, type ChallengeAction, type CoreMessage, type FaceMeasurement, type FrameMeasurement, type Screen,
} from '../../../main/contract/index.ts';
import type { PageHub } from '../../../main/core/bridge/index.ts';
import { described, frameAt, frameMs, neutralFace } from '../../support/scripted-camera-page.ts';

/**
 * What can go wrong from a frame on. `stops`: no frame comes any more. `freezes`: the page sees that they are all the same, and says so.
 * `blackens`: nothing is seen on them. `garbles`: they make no sense. `vanishes`: the camera is pulled out, which the page says.
 * `dies`: the page itself goes, and another comes.
 */
export const cameraFaultKinds = ['stops', 'freezes', 'blackens', 'garbles', 'vanishes', 'dies'] as const;
export type CameraFaultKind = (typeof cameraFaultKinds)[number];

export interface CameraFault {
  readonly kind: CameraFaultKind;
  /** The first frame that is missing, counted from where the fault was laid. */
  readonly frame: number;
}

export interface PosingPage {
  /** Not while it loads itself afresh. */
  isThere(): boolean;
  /** Makes the camera go wrong at that frame; null: it is well again, and its frames are counted from here. */
  lay(fault: CameraFault | null): void;
  /** Frames measured since the last call of `lay`. */
  counted(): number;
  close(): void;
}

/** Loading a document takes its time. */
const reloadMs = 300;

/** How a face that does this differs from one at rest, on the frame of that number. */
const poses: Readonly<Record<ChallengeAction, (frame: number) => Partial<FaceMeasurement>>> = {
  'turn-left': () => ({ yaw: 0.6 }),
  'turn-right': () => ({ yaw: -0.6 }),
  'open-mouth': () => ({ mouthOpenness: 0.5 }),
  blink: (frame) => (frame % 6 < 3 ? { eyeOpenness: 0.05 } : {}),
};

const status = (generic: 'online' | 'noDevice' | 'hardwareError', capture: 'running' | 'stopped'): CameraReply => ({
  kind: 'status', generic, specific: { capture, light: 'unknown', picture: 'unknown', resolution: capture === 'running' ? '640x480' : 'unknown' },
});

type Completion = Extract<CameraReply, { kind: 'completion' }>['completion'];

/** The command that is being answered with frames, and when the next is due. */
interface Observing {
  readonly requestId: string;
  timer: TimerHandle;
}

const success = (value: Extract<Completion, { code: 'success' }>['value'] = null): Completion => ({ code: 'success', value });
const broken = (reason: 'frozenFrames' | 'cameraVanished'): Completion => ({ code: 'hardwareError', reason });

export interface PosingPageOptions {
  readonly hub: PageHub;
  readonly clock: Clock;
  /** Name of the engine that it says measures its frames. */
  readonly engine: string;
  /** What the person sees, and does. */
  readonly shown: () => Screen;
}

/** Opens the page at that hub; a page that is told to renew itself comes again as a fresh one. */
export function openPosingPage({ hub, clock, engine, shown }: PosingPageOptions): PosingPage {
  let attachment: ReturnType<PageHub['attach']> | null = null;
  let coming: TimerHandle | null = null;
  let observing: Observing | null = null;
  let fault: CameraFault | null = null;
  let frames = 0;

  const say = (message: unknown): void => attachment?.receive(message, Buffer.byteLength(JSON.stringify(message)));
  const reply = (one: CameraReply): void => say({ type: 'camera', reply: one });
  const complete = (requestId: string, completion: Completion): void => reply({ kind: 'completion', requestId, completion });

  const present = (): FaceMeasurement => {
    const { body } = shown();
    const action = body.kind === 'face' ? body.action : null;
    return { ...neutralFace, ...(action && poses[action](frames)) };
  };
  /** As the kiosk's own page, it describes every third. */
  const measured = (at: number): FrameMeasurement => frameAt(at, frames % 3 === 0 ? present() : { ...present(), descriptor: null });

  const stopObserving = (completion: Completion | null): void => {
    if (!observing) return;
    const { requestId, timer } = observing;
    clock.clear(timer);
    observing = null;
    if (completion) complete(requestId, completion);
  };

  /** What is wrong now. */
  const trouble = (): CameraFaultKind | null => (fault && frames >= fault.frame ? fault.kind : null);
  /** Of a camera that is not open. */
  const statusAtRest = (): CameraReply => status(trouble() === 'vanishes' ? 'noDevice' : trouble() === 'freezes' ? 'hardwareError' : 'online', 'stopped');

  /** The next frame, as the fault lets it be. */
  const lookOnce = (requestId: string, at: number): void => {
    const kind = trouble();
    const tell = (frame: unknown): void => say({ type: 'camera', reply: { kind: 'event', requestId, frame } });
    switch (kind) {
      case null: return tell(measured(at));
      case 'stops': return;
      case 'blackens': return tell(frameAt(at, null, { light: 0 }));
      case 'garbles': return tell({ ...measured(at), light: 'bright', faces: -1 });
      case 'freezes':
        stopObserving(broken('frozenFrames'));
        return reply(statusAtRest());
      case 'vanishes':
        stopObserving(broken('cameraVanished'));
        return reply(statusAtRest());
      case 'dies': return reload();
      default: return kind satisfies never;
    }
  };

  const observe = (requestId: string): void => {
    const since = clock.now();
    const next = (): TimerHandle => clock.after(frameMs, () => {
      if (observing?.requestId !== requestId) return;
      observing.timer = next();
      lookOnce(requestId, clock.now() - since);
      frames++;
    });
    observing = { requestId, timer: next() };
  };

  const obey = (command: CameraCommand): void => {
    if (command.name === 'cancel') {
      if (observing?.requestId === command.target) stopObserving({ code: 'canceled', reason: null });
      return;
    }
    const { requestId } = command;
    reply({ kind: 'acknowledged', requestId });
    switch (command.name) {
      case 'choose':
        reply(statusAtRest());
        return complete(requestId, success());
      case 'open':
        if (trouble() === 'vanishes') return complete(requestId, { code: 'deviceNotReady', reason: 'noCamera' });
        reply(status('online', 'running'));
        return complete(requestId, success({ label: 'camera', widthPx: 640, heightPx: 480, engine }));
      case 'describe': return complete(requestId, described);
      case 'observe': return observe(requestId);
      case 'snapshot': return complete(requestId, { code: 'hardwareError', reason: 'engineFailed' });
      case 'close':
        stopObserving({ code: 'canceled', reason: null });
        reply(statusAtRest());
        return complete(requestId, success());
      default: return command satisfies never;
    }
  };

  /** As over a wire: never before the sender has gone on. */
  const receive = (message: CoreMessage): void => queueMicrotask(() => {
    if (message.type === 'renew') reload();
    else if (message.type === 'camera') obey(message.command);
  });

  const arrive = (): void => {
    coming = null;
    attachment = hub.attach({ send: receive, close: () => leave() });
    say({ type: 'hello', contractVersion });
  };
  const leave = (): void => {
    stopObserving(null);
    const left = attachment;
    attachment = null;
    left?.detach();
  };
  const reload = (): void => {
    leave();
    coming ??= clock.after(reloadMs, arrive);
  };

  arrive();
  return {
    isThere: () => attachment !== null,
    lay(next) {
      const wasFaulty = fault !== null;
      fault = next;
      frames = 0;
      if (wasFaulty) reply(statusAtRest());
    },
    counted: () => frames,
    close() {
      if (coming !== null) clock.clear(coming);
      coming = null;
      leave();
    },
  };
}
