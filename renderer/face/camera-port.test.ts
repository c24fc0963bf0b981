import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraReply, type CameraCommand } from '../../main/contract/index.ts';
import { createCameraPort } from './camera-port.ts';
import type { PictureMeasurement } from './measurement.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-message.ts';

const nothingSeen: PictureMeasurement = { widthPx: 640, heightPx: 480, light: 0.5, faces: 0, face: null, engineMs: 30 };

/** The browser as far as the port uses it; what a test changes of it is how the camera behaves. */
const browser = {
  track: { label: 'test camera', readyState: 'live', muted: false, stop: vi.fn() },
  getUserMedia: vi.fn(),
  engineLoads: true,
  /** Whether each look finds a new picture. */
  delivers: true,
  delivered: 0,
  workers: [] as FakeWorker[],
};

class FakeWorker {
  readonly terminate = vi.fn();
  #hear: (event: { data: WorkerAnswer }) => void = () => undefined;

  constructor() {
    browser.workers.push(this);
  }

  addEventListener(kind: string, hear: (event: { data: WorkerAnswer }) => void): void {
    if (kind === 'message') this.#hear = hear;
  }

  postMessage(request: WorkerRequest): void {
    const answer: WorkerAnswer = request.kind === 'measure' ? { kind: 'measured', id: request.id, measurement: nothingSeen }
      : browser.engineLoads ? { kind: 'loaded', engine: 'test engine' }
      : { kind: 'load-failed', why: 'no model' };
    queueMicrotask(() => this.#hear({ data: answer }));
  }
}

function port() {
  const replies: CameraReply[] = [];
  const created = createCameraPort({ assets: 'https://kiosk.test/face/', send: (reply) => replies.push(CameraReply.parse(reply)) });
  const give = (command: CameraCommand): void => created.receive(command);
  const completionOf = async (requestId: string) => vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(20);
    const reply = replies.find((one) => one.kind === 'completion' && one.requestId === requestId);
    if (reply?.kind !== 'completion') throw new Error(`${requestId} is not complete`);
    return reply.completion;
  });
  return { ...created, give, replies, completionOf };
}

const open: CameraCommand = { requestId: 'open', name: 'open', deadlineMs: 10_000 };
const observe: CameraCommand = { requestId: 'observe', name: 'observe', deadlineMs: 60_000 };
const close: CameraCommand = { requestId: 'close', name: 'close', deadlineMs: 1_000 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  Object.assign(browser, { engineLoads: true, delivers: true, delivered: 0, workers: [] });
  Object.assign(browser.track, { readyState: 'live', muted: false });
  browser.track.stop.mockReset();
  browser.getUserMedia.mockReset().mockResolvedValue({ getVideoTracks: () => [browser.track] });
  vi.stubGlobal('window', { setTimeout, clearTimeout });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: browser.getUserMedia } });
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({}));
  vi.stubGlobal('document', {
    createElement: () => ({
      play: () => Promise.resolve(),
      videoWidth: 640,
      videoHeight: 480,
      getVideoPlaybackQuality: () => ({ totalVideoFrames: browser.delivers ? ++browser.delivered : browser.delivered }),
    }),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('opening the camera', () => {
  it('succeeds with the camera and the engine named, and shows the stream', async () => {
    const { give, completionOf, onStream } = port();
    const shown: (MediaStream | null)[] = [];
    onStream((stream) => shown.push(stream));
    give(open);
    await expect(completionOf('open')).resolves.toEqual({ code: 'success', value: { label: 'test camera', widthPx: 640, heightPx: 480, engine: 'test engine' } });
    expect(shown.map(Boolean)).toEqual([false, true]);
  });

  it.each([
    ['NotAllowedError', 'hardwareError', 'permissionDenied'],
    ['NotFoundError', 'deviceNotReady', 'noCamera'],
    ['NotReadableError', 'hardwareError', 'cameraBusy'],
  ])('says why it cannot: %s', async (name, code, reason) => {
    browser.getUserMedia.mockRejectedValue(Object.assign(new Error('refused'), { name }));
    const { give, completionOf, replies } = port();
    give(open);
    await expect(completionOf('open')).resolves.toEqual({ code, reason });
    expect(replies.some((reply) => reply.kind === 'status' && reply.generic !== 'online')).toBe(true);
  });

  it('puts the lamp out again where the engine does not load', async () => {
    browser.engineLoads = false;
    const { give, completionOf } = port();
    give(open);
    await expect(completionOf('open')).resolves.toEqual({ code: 'hardwareError', reason: 'engineFailed' });
    expect(browser.track.stop).toHaveBeenCalled();
  });

  it('leaves no lamp on where nobody waits for the camera any more', async () => {
    let give = (_: unknown): void => undefined;
    browser.getUserMedia.mockReturnValue(new Promise((resolve) => { give = resolve; }));
    const opening = port();
    opening.give(open);
    opening.give({ requestId: 'cancel', name: 'cancel', target: 'open' });
    await expect(opening.completionOf('open')).resolves.toMatchObject({ code: 'canceled' });
    give({ getVideoTracks: () => [browser.track] });
    await vi.advanceTimersByTimeAsync(100);
    expect(browser.track.stop).toHaveBeenCalled();
  });
});

describe('observing', () => {
  it('needs an open camera', async () => {
    const { give, completionOf } = port();
    give(observe);
    await expect(completionOf('observe')).resolves.toEqual({ code: 'sequenceError', reason: 'notOpen' });
  });

  it('goes on over a scene in which nothing moves: that is an empty hall, not a frozen camera', async () => {
    const { give, completionOf, replies } = port();
    give(open);
    await completionOf('open');
    give(observe);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(replies.some((reply) => reply.kind === 'completion' && reply.requestId === 'observe')).toBe(false);
    expect(replies.filter((reply) => reply.kind === 'event').length).toBeGreaterThan(100);
  });

  it('ends when the camera delivers no picture any more', async () => {
    const { give, completionOf } = port();
    give(open);
    await completionOf('open');
    give(observe);
    browser.delivers = false;
    await vi.advanceTimersByTimeAsync(4_000);
    await expect(completionOf('observe')).resolves.toEqual({ code: 'hardwareError', reason: 'frozenFrames' });
  });

  it('ends when the camera is pulled out', async () => {
    const { give, completionOf, replies } = port();
    give(open);
    await completionOf('open');
    give(observe);
    browser.track.readyState = 'ended';
    await expect(completionOf('observe')).resolves.toEqual({ code: 'hardwareError', reason: 'cameraVanished' });
    expect(replies.at(-1)).toMatchObject({ kind: 'completion' });
    expect(replies.some((reply) => reply.kind === 'status' && reply.generic === 'noDevice')).toBe(true);
  });

  it('tells nothing more once it was canceled', async () => {
    const { give, completionOf, replies } = port();
    give(open);
    await completionOf('open');
    give(observe);
    give({ requestId: 'enough', name: 'cancel', target: 'observe' });
    await expect(completionOf('observe')).resolves.toEqual({ code: 'canceled', reason: null });
    const told = replies.length;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(replies).toHaveLength(told);
  });
});

describe('letting go', () => {
  it('puts the lamp out, ends the worker with all it held, and takes the stream away', async () => {
    const { give, completionOf, onStream } = port();
    give(open);
    await completionOf('open');
    const shown: (MediaStream | null)[] = [];
    onStream((stream) => shown.push(stream));
    give(close);
    await expect(completionOf('close')).resolves.toEqual({ code: 'success', value: null });
    expect(browser.track.stop).toHaveBeenCalled();
    expect(browser.workers.every((worker) => worker.terminate.mock.calls.length === 1)).toBe(true);
    expect(shown.at(-1)).toBeNull();
  });

  it('answers nothing after it was disposed of', async () => {
    const { give, completionOf, dispose, replies } = port();
    give(open);
    await completionOf('open');
    dispose();
    const told = replies.length;
    give(observe);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(replies).toHaveLength(told);
    expect(browser.track.stop).toHaveBeenCalled();
  });
});
