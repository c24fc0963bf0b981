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
  /** Names of the cameras in the machine; empty names where the page may not know them. */
  cameras: ['test camera'],
  permission: 'granted' as PermissionState,
  changed: () => undefined as void,
  /** Whether the engine answers when it is given a picture. */
  answers: true,
  /** Whether every picture is the same to the last pixel. */
  repeats: false,
  pictures: 0,
  engineLoads: true,
  /** Whether each look finds a new picture. */
  delivers: true,
  delivered: 0,
  workers: [] as FakeWorker[],
  /** What engines were asked for. */
  loads: [] as Extract<WorkerRequest, { kind: 'load' }>[],
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
    if (request.kind === 'load') browser.loads.push(request);
    const answer: WorkerAnswer = request.kind === 'measure' ? { kind: 'measured', id: request.id, measurement: nothingSeen, fingerprint: browser.repeats ? 1 : ++browser.pictures }
      : request.kind === 'snapshot' ? { kind: 'snapped', id: request.id, measurement: nothingSeen, jpeg: new Blob([Uint8Array.of(0xff, 0xd8, 0xff)]) }
      : browser.engineLoads ? { kind: 'loaded', engine: 'test engine' }
      : { kind: 'load-failed', why: 'no model' };
    if (browser.answers) queueMicrotask(() => this.#hear({ data: answer }));
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
  const statusNow = () => replies.findLast((reply) => reply.kind === 'status');
  return { ...created, give, replies, completionOf, statusNow };
}

const choose = (named: string | null = null): CameraCommand => ({ requestId: 'choose', name: 'choose', deadlineMs: 1_000, choice: { named, widthPx: 800, heightPx: 600, passiveScores: 'on' } });
const open: CameraCommand = { requestId: 'open', name: 'open', deadlineMs: 10_000 };
const observe: CameraCommand = { requestId: 'observe', name: 'observe', deadlineMs: 60_000 };
const close: CameraCommand = { requestId: 'close', name: 'close', deadlineMs: 1_000 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  Object.assign(browser, { engineLoads: true, delivers: true, delivered: 0, workers: [], loads: [], cameras: ['test camera'], permission: 'granted', repeats: false, answers: true });
  Object.assign(browser.track, { label: 'test camera', readyState: 'live', muted: false });
  browser.track.stop.mockReset();
  browser.getUserMedia.mockReset().mockResolvedValue({ getVideoTracks: () => [browser.track], getTracks: () => [browser.track] });
  vi.stubGlobal('window', { setTimeout, clearTimeout });
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: browser.getUserMedia,
      enumerateDevices: () => Promise.resolve([
        { kind: 'audioinput', label: 'test microphone', deviceId: 'm' },
        ...browser.cameras.map((label, index) => ({ kind: 'videoinput', label, deviceId: `c${index}` })),
      ]),
      addEventListener: (_kind: string, changed: () => void) => { browser.changed = changed; },
      removeEventListener: () => { browser.changed = () => undefined; },
    },
    permissions: { query: () => Promise.resolve({ state: browser.permission }) },
  });
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

describe('a camera that nobody has opened yet', () => {
  it.each([
    ['there', ['test camera'], 'granted', 'online', 'stopped'],
    ['not there', [], 'granted', 'noDevice', 'stopped'],
    ['there, and this page may not use it', [''], 'denied', 'offline', 'blocked'],
  ] as const)('is %s, and no lamp was lit to find out', async (_, cameras, permission, generic, capture) => {
    Object.assign(browser, { cameras, permission });
    const { give, completionOf, statusNow } = port();
    give(choose());
    await expect(completionOf('choose')).resolves.toEqual({ code: 'success', value: null });
    expect(statusNow()).toEqual({ kind: 'status', generic, specific: { capture, light: 'unknown', picture: 'unknown', resolution: 'unknown' } });
    expect(browser.getUserMedia).not.toHaveBeenCalled();
  });

  it('is told by its name, and is unknown while the browser hides names', async () => {
    const { give, completionOf, statusNow } = port();
    browser.cameras = ['Front Camera (046d:0825)', 'Document Camera'];
    give(choose('046D:0825'));
    await completionOf('choose');
    expect(statusNow()?.generic).toBe('online');
    browser.cameras = ['Document Camera'];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(statusNow()?.generic).toBe('noDevice');
    browser.cameras = ['', ''];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(statusNow()?.generic).toBe('unknown');
  });

  it('is missed when it is pulled out without a word, and found when it is back, which the browser tells', async () => {
    const { give, completionOf, statusNow, replies } = port();
    give(choose());
    await completionOf('choose');
    browser.cameras = [];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(statusNow()?.generic).toBe('noDevice');
    browser.cameras = ['test camera'];
    browser.changed();
    await vi.advanceTimersByTimeAsync(0);
    expect(statusNow()?.generic).toBe('online');
    const told = replies.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(replies).toHaveLength(told);
  });

  it('is looked for no more once the page has gone', async () => {
    const { give, completionOf, dispose } = port();
    give(choose());
    await completionOf('choose');
    dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('opening the camera', () => {
  it('asks for the resolution and for the very camera that was chosen', async () => {
    browser.cameras = ['Document Camera', 'test camera'];
    const { give, completionOf } = port();
    give(choose('test'));
    give(open);
    await completionOf('open');
    expect(browser.getUserMedia).toHaveBeenCalledExactlyOnceWith({ audio: false, video: { width: { ideal: 800 }, height: { ideal: 600 }, deviceId: { exact: 'c1' } } });
  });

  it('takes the chosen one in place of the first where names show only after the first was opened', async () => {
    browser.cameras = ['', ''];
    browser.getUserMedia.mockImplementation(() => {
      browser.track.label = browser.cameras[0] === '' ? 'Document Camera' : 'test camera';
      browser.cameras = ['Document Camera', 'test camera'];
      return Promise.resolve({ getVideoTracks: () => [browser.track], getTracks: () => [browser.track] });
    });
    const { give, completionOf } = port();
    give(choose('test'));
    give(open);
    await expect(completionOf('open')).resolves.toMatchObject({ value: { label: 'test camera' } });
    expect(browser.track.stop).toHaveBeenCalledOnce();
  });

  it('tells the resolution that it really has', async () => {
    const { give, completionOf, statusNow } = port();
    give(open);
    await completionOf('open');
    expect(statusNow()?.specific).toEqual({ capture: 'running', light: 'unknown', picture: 'unknown', resolution: '640x480' });
  });

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

  it('loads the passive liveness models where the profile wants them, and only there', async () => {
    const { give, completionOf } = port();
    give(open);
    await completionOf('open');
    give(close);
    await completionOf('close');
    give(choose());
    await completionOf('choose');
    give({ ...open, requestId: 'again' });
    await completionOf('again');
    expect(browser.loads.map(({ passiveScores }) => passiveScores)).toEqual(['off', 'on']);
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

  it('ends when the camera delivers the very same picture again and again; the next camera put in is not blamed for it', async () => {
    browser.repeats = true;
    const { give, completionOf, statusNow } = port();
    give(choose());
    give(open);
    await completionOf('open');
    give(observe);
    await vi.advanceTimersByTimeAsync(7_000);
    await expect(completionOf('observe')).resolves.toEqual({ code: 'hardwareError', reason: 'frozenFrames' });
    expect(statusNow()).toMatchObject({ generic: 'hardwareError', specific: { capture: 'stopped', picture: 'frozen' } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(statusNow()?.generic).toBe('hardwareError');
    browser.cameras = [];
    await vi.advanceTimersByTimeAsync(2_000);
    browser.cameras = ['test camera'];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(statusNow()).toMatchObject({ generic: 'online', specific: { picture: 'unknown' } });
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

  it('that is canceled in the middle of a picture does not make the camera a missing one', async () => {
    const { give, completionOf, replies } = port();
    give(choose());
    give(open);
    await completionOf('open');
    browser.answers = false;
    give(observe);
    await vi.advanceTimersByTimeAsync(100);
    give({ requestId: 'enough', name: 'cancel', target: 'observe' });
    give(close);
    await completionOf('close');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(replies.some((reply) => reply.kind === 'status' && reply.generic !== 'online')).toBe(false);
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

describe('a snapshot', () => {
  it('is one picture, with what was measured of it', async () => {
    const { give, completionOf } = port();
    give(open);
    await completionOf('open');
    give({ requestId: 'snap', name: 'snapshot', deadlineMs: 1_000 });
    await expect(completionOf('snap')).resolves.toEqual({ code: 'success', value: { jpeg: '/9j/', faces: 0, descriptor: null } });
  });

  it('needs an open camera', async () => {
    const { give, completionOf } = port();
    give({ requestId: 'snap', name: 'snapshot', deadlineMs: 1_000 });
    await expect(completionOf('snap')).resolves.toEqual({ code: 'sequenceError', reason: 'notOpen' });
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
