/**
 * The page's end of the camera: takes the core's commands, answers in the device grammar, one completion each, in time.
 * Frames live in this page's memory for as long as they are measured; nothing of them is kept or leaves it.
 */
import type { CameraCommand, CameraReason, CameraReply, CameraStatus, GenericStatus } from '../../main/contract/index.ts';
import { openCapture, type Capture } from './capture.ts';
import { startFaceWorker, type FaceWorker } from './worker-client.ts';

export interface CameraPortOptions {
  readonly send: (reply: CameraReply) => void;
  /** Absolute address of the folder with models and WebAssembly. */
  readonly assets?: string;
}

export interface CameraPort {
  receive(command: CameraCommand): void;
  /** The live picture for the preview, null while the camera is closed; called at once and at every change. */
  onStream(call: (stream: MediaStream | null) => void): () => void;
  /** Ends everything, lamp out; nothing is answered any more. */
  dispose(): void;
}

type Timed = Exclude<CameraCommand, { name: 'cancel' }>;
type Completion = Extract<CameraReply, { kind: 'completion' }>['completion'];
type Faulty = Exclude<Completion, { code: 'success' }>;

/** Every which frame gets a descriptor: it costs as much as the rest of the measurement. */
const describeEvery = 3;
/** A camera that delivers no new picture for so long is frozen. That pictures look alike says nothing: an empty hall is still. */
const frozenAfterMs = 3_000;
/** The least time between two frames, so that a fast machine does not flood the link. */
const frameIntervalMs = 60;

const faulty = (code: Faulty['code'], reason: CameraReason | null): Faulty => ({ code, reason });
const pause = (ms: number): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, ms));

export function createCameraPort({ send, assets = new URL('face/', document.baseURI).href }: CameraPortOptions): CameraPort {
  const live = new Map<string, AbortController>();
  const watchers = new Set<(stream: MediaStream | null) => void>();
  let capture: Capture | null = null;
  let worker: FaceWorker | null = null;
  let disposed = false;

  const report = (generic: GenericStatus, specific: CameraStatus): void => {
    if (!disposed) send({ kind: 'status', generic, specific });
  };
  const showStream = (): void => {
    for (const watcher of watchers) watcher(capture?.stream ?? null);
  };
  const engine = (): FaceWorker => (worker ??= startFaceWorker(assets));

  const letGo = (): void => {
    capture?.close();
    capture = null;
    worker?.end();
    worker = null;
    showStream();
  };

  async function open(signal: AbortSignal): Promise<Completion> {
    if (!capture) {
      const opened = await openCapture();
      if (signal.aborted || disposed) {
        // Nobody waits for this camera any more: its lamp must not stay on.
        if (opened.ok) opened.capture.close();
        return faulty('canceled', null);
      }
      if (!opened.ok) {
        report(opened.reason === 'noCamera' ? 'noDevice' : 'hardwareError', { capture: opened.reason === 'permissionDenied' ? 'blocked' : 'stopped', light: 'unknown' });
        return faulty(opened.reason === 'noCamera' ? 'deviceNotReady' : 'hardwareError', opened.reason);
      }
      capture = opened.capture;
      showStream();
    }
    const { label, widthPx, heightPx } = capture;
    try {
      const name = await engine().loaded;
      report('online', { capture: 'running', light: 'unknown' });
      return { code: 'success', value: { label, widthPx, heightPx, engine: name } };
    } catch {
      letGo();
      report('hardwareError', { capture: 'stopped', light: 'unknown' });
      return faulty('hardwareError', 'engineFailed');
    }
  }

  async function describe(jpeg: string): Promise<Completion> {
    let picture: ImageBitmap;
    try {
      const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
      picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    } catch {
      return faulty('invalidData', 'undecodableImage');
    }
    try {
      const { faces, face } = await engine().measure(picture, 'describe');
      return { code: 'success', value: { faces, descriptor: face?.descriptor ?? null } };
    } catch {
      return faulty('hardwareError', 'engineFailed');
    }
  }

  async function observe(requestId: string, signal: AbortSignal): Promise<Completion> {
    if (!capture) return faulty('sequenceError', 'notOpen');
    const began = performance.now();
    let delivered = { frames: -1, at: began };
    for (let frame = 0; !signal.aborted; frame += 1) {
      const from: Capture | null = capture;
      if (!from?.alive) return vanished();
      const at = performance.now();
      if (from.deliveredFrames !== delivered.frames) delivered = { frames: from.deliveredFrames, at };
      if (at - delivered.at > frozenAfterMs) return faulty('hardwareError', 'frozenFrames');
      try {
        const measurement = await engine().measure(await from.grab(), frame % describeEvery === 0 ? 'describe' : 'measure-only');
        if (signal.aborted) break;
        send({ kind: 'event', requestId, frame: { at: at - began, ...measurement } });
      } catch {
        return capture?.alive ? faulty('hardwareError', 'engineFailed') : vanished();
      }
      await pause(Math.max(0, frameIntervalMs - (performance.now() - at)));
    }
    return faulty('canceled', null);
  }

  function vanished(): Completion {
    letGo();
    report('noDevice', { capture: 'stopped', light: 'unknown' });
    return faulty('hardwareError', 'cameraVanished');
  }

  function close(): Completion {
    letGo();
    report('online', { capture: 'stopped', light: 'unknown' });
    return { code: 'success', value: null };
  }

  function work(command: Timed, signal: AbortSignal): Promise<Completion> {
    switch (command.name) {
      case 'open': return open(signal);
      case 'describe': return describe(command.jpeg);
      case 'observe': return observe(command.requestId, signal);
      case 'close': return Promise.resolve(close());
      default: return Promise.resolve(command satisfies never);
    }
  }

  function begin(command: Timed): void {
    const { requestId } = command;
    if (live.has(requestId)) return;
    const abort = new AbortController();
    live.set(requestId, abort);
    send({ kind: 'acknowledged', requestId });
    const complete = (completion: Completion): void => {
      if (disposed || !live.delete(requestId)) return;
      window.clearTimeout(deadline);
      abort.abort();
      send({ kind: 'completion', requestId, completion });
    };
    const deadline = window.setTimeout(() => complete(faulty('timeOut', null)), command.deadlineMs);
    abort.signal.addEventListener('abort', () => complete(faulty('canceled', null)));
    work(command, abort.signal).then(complete, () => complete(faulty('hardwareError', 'engineFailed')));
  }

  return {
    receive(command) {
      if (disposed) return;
      if (command.name === 'cancel') live.get(command.target)?.abort();
      else begin(command);
    },
    onStream(call) {
      watchers.add(call);
      call(capture?.stream ?? null);
      return () => watchers.delete(call);
    },
    dispose() {
      disposed = true;
      for (const abort of live.values()) abort.abort();
      live.clear();
      letGo();
      watchers.clear();
    },
  };
}
