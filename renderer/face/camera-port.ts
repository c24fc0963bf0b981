/**
 * The page's end of the camera: takes the core's commands, answers in the device grammar, one completion each, in time.
 * Frames live in this page's memory for as long as they are measured; nothing of them is kept or leaves it.
 */
import type { CameraChoice, CameraCommand, CameraReason, CameraReply } from '../../main/contract/index.ts';
import { statusOf, type CameraFault } from './camera-state.ts';
import { openCapture, type Capture } from './capture.ts';
import { createFrozenWatch } from './frozen-watch.ts';
import { lookForCamera, type Sighting } from './sighting.ts';
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
/** How often the machine's cameras are looked over: not every one that is pulled out says so. */
const lookEveryMs = 2_000;
/** What every camera has; the core says which one and how before it opens it. */
const firstChoice: CameraChoice = { named: null, widthPx: 640, heightPx: 480, passiveScores: 'off' };
/** The least time between two frames, so that a fast machine does not flood the link. */
const frameIntervalMs = 60;

const faulty = (code: Faulty['code'], reason: CameraReason | null): Faulty => ({ code, reason });
const toBase64 = (bytes: Uint8Array): string => btoa(bytes.reduce((letters, byte) => letters + String.fromCharCode(byte), ''));
const pause = (ms: number): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, ms));

export function createCameraPort({ send, assets = new URL('face/', document.baseURI).href }: CameraPortOptions): CameraPort {
  const live = new Map<string, AbortController>();
  const watchers = new Set<(stream: MediaStream | null) => void>();
  let capture: Capture | null = null;
  let worker: FaceWorker | null = null;
  let disposed = false;
  let choice = firstChoice;
  let sighting: Sighting['state'] = 'unknown';
  let fault: CameraFault | null = null;
  let told = '';
  let nextLook: number | null = null;

  /** Tells the status where it is another than was told last. */
  const tellStatus = (): void => {
    const status = statusOf({ running: capture, fault, sighting });
    const words = JSON.stringify(status);
    if (disposed || words === told) return;
    told = words;
    send(status);
  };
  const showStream = (): void => {
    for (const watcher of watchers) watcher(capture?.stream ?? null);
  };
  const engine = (): FaceWorker => (worker ??= startFaceWorker({ assets, passiveScores: choice.passiveScores }));

  const letGo = (): void => {
    capture?.close();
    capture = null;
    worker?.end();
    worker = null;
    showStream();
  };

  /** Camera, permission, and whether the capture that runs still lives. */
  async function look(): Promise<void> {
    const seen = (await lookForCamera(choice)).state;
    if (disposed) return;
    // What was wrong with a camera says nothing of one that was put in since.
    if (seen !== sighting) fault = null;
    sighting = seen;
    if (capture && !capture.alive) letGo();
    tellStatus();
  }

  async function keepLooking(): Promise<void> {
    if (nextLook !== null) window.clearTimeout(nextLook);
    await look();
    if (nextLook !== null) window.clearTimeout(nextLook);
    if (!disposed) nextLook = window.setTimeout(() => void keepLooking(), lookEveryMs);
  }
  const onDeviceChange = (): void => void keepLooking();

  async function choose(chosen: CameraChoice): Promise<Completion> {
    choice = chosen;
    told = '';
    navigator.mediaDevices.addEventListener('devicechange', onDeviceChange);
    await keepLooking();
    return { code: 'success', value: null };
  }

  async function open(signal: AbortSignal): Promise<Completion> {
    if (!capture) {
      const opened = await openCapture(choice);
      if (signal.aborted || disposed) {
        // Nobody waits for this camera any more: its lamp must not stay on.
        if (opened.ok) opened.capture.close();
        return faulty('canceled', null);
      }
      if (!opened.ok) return refused(opened.reason);
      capture = opened.capture;
      showStream();
    }
    const { label, widthPx, heightPx } = capture;
    try {
      const name = await engine().loaded;
      fault = null;
      sighting = 'there';
      tellStatus();
      return { code: 'success', value: { label, widthPx, heightPx, engine: name } };
    } catch {
      return failed('engineFailed');
    }
  }

  /** The camera could not be opened. */
  function refused(reason: CameraReason): Completion {
    if (reason === 'permissionDenied' || reason === 'cameraBusy') return failed(reason);
    sighting = 'absent';
    tellStatus();
    return faulty('deviceNotReady', 'noCamera');
  }

  /** Lets go of a camera that is there and of no use. */
  function failed(reason: CameraFault): Completion {
    letGo();
    fault = reason;
    tellStatus();
    return faulty('hardwareError', reason);
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
      const { measurement: { faces, face } } = await engine().measure(picture, 'describe');
      return { code: 'success', value: { faces, descriptor: face?.descriptor ?? null } };
    } catch {
      return faulty('hardwareError', 'engineFailed');
    }
  }

  async function observe(requestId: string, signal: AbortSignal): Promise<Completion> {
    if (!capture) return faulty('sequenceError', 'notOpen');
    const began = performance.now();
    const isFrozen = createFrozenWatch();
    let seen: { readonly fingerprint: number | null; readonly light: number } = { fingerprint: null, light: 1 };
    for (let frame = 0; !signal.aborted; frame += 1) {
      const from: Capture | null = capture;
      if (!from?.alive) return vanished();
      const at = performance.now();
      if (isFrozen({ at, delivered: from.deliveredFrames, ...seen })) return failed('frozenFrames');
      try {
        const { measurement, fingerprint } = await engine().measure(await from.grab(), frame % describeEvery === 0 ? 'describe' : 'measure-only');
        if (signal.aborted) break;
        seen = { fingerprint, light: measurement.light };
        send({ kind: 'event', requestId, frame: { at: at - began, ...measurement } });
      } catch {
        // Whoever let go of camera and engine meanwhile has not found them broken.
        if (signal.aborted) break;
        return capture?.alive ? faulty('hardwareError', 'engineFailed') : vanished();
      }
      await pause(Math.max(0, frameIntervalMs - (performance.now() - at)));
    }
    return faulty('canceled', null);
  }

  async function snapshot(): Promise<Completion> {
    if (!capture) return faulty('sequenceError', 'notOpen');
    if (!capture.alive) return vanished();
    try {
      const { measurement: { faces, face }, jpeg } = await engine().snapshot(await capture.grab());
      return { code: 'success', value: { jpeg: toBase64(new Uint8Array(await jpeg.arrayBuffer())), faces, descriptor: face?.descriptor ?? null } };
    } catch {
      return capture?.alive ? faulty('hardwareError', 'engineFailed') : vanished();
    }
  }

  function vanished(): Completion {
    letGo();
    sighting = 'absent';
    tellStatus();
    return faulty('hardwareError', 'cameraVanished');
  }

  function close(): Completion {
    letGo();
    tellStatus();
    return { code: 'success', value: null };
  }

  function work(command: Timed, signal: AbortSignal): Promise<Completion> {
    switch (command.name) {
      case 'choose': return choose(command.choice);
      case 'open': return open(signal);
      case 'describe': return describe(command.jpeg);
      case 'observe': return observe(command.requestId, signal);
      case 'snapshot': return snapshot();
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
      if (nextLook !== null) window.clearTimeout(nextLook);
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      for (const abort of live.values()) abort.abort();
      live.clear();
      letGo();
      watchers.clear();
    },
  };
}
