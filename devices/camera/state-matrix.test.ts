/** Every command of the camera in every state of it. */
import { CameraCommand, type CameraReason, type CameraReply } from '../../main/contract/index.ts';
import { awaitedClock, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { testStateMatrix } from '../../test/support/state-matrix.ts';
import { Personal } from '../personal.ts';
import { createCamera, type Camera, type CameraCommands } from './index.ts';

type Completion = Extract<CameraReply, { kind: 'completion' }>['completion'];
type Timed = Exclude<CameraCommand, { name: 'cancel' }>;
type Condition = 'well' | 'absent' | 'not permitted' | 'taken' | 'black' | 'frozen' | 'engine broken' | 'silent' | 'no page';
type State = 'closed' | 'open' | Exclude<Condition, 'well'> | 'unplugged while open';

/** In these the camera opens. */
type Capturing = 'well' | 'black' | 'frozen';
const capturing: readonly Condition[] = ['well', 'black', 'frozen'] satisfies readonly Capturing[];
const isCapturing = (condition: Condition): condition is Capturing => capturing.includes(condition);

const faulty = (code: Exclude<Completion['code'], 'success'>, reason: CameraReason | null): Completion => ({ code, reason });
const done: Completion = { code: 'success', value: null };
const descriptor = Array.from({ length: 64 }, () => 0.125);

const refusals: Readonly<Record<Exclude<Condition, Capturing | 'silent' | 'no page'>, Completion>> = {
  absent: faulty('deviceNotReady', 'noCamera'),
  'not permitted': faulty('hardwareError', 'permissionDenied'),
  taken: faulty('hardwareError', 'cameraBusy'),
  'engine broken': faulty('hardwareError', 'engineFailed'),
};

/** A page that keeps to the contract, every command proved against it. Nothing in it takes time. */
class PageWithCamera {
  condition: Condition = 'well';
  open = false;
  readonly #repliers = new Set<(reply: CameraReply) => void>();
  readonly #watchers = new Set<(present: boolean) => void>();

  readonly link = {
    send: (command: CameraCommand): void => {
      const parsed = CameraCommand.parse(command);
      queueMicrotask(() => this.#take(parsed));
    },
    onReply: (call: (reply: CameraReply) => void) => {
      this.#repliers.add(call);
      return () => this.#repliers.delete(call);
    },
    onPresence: (call: (present: boolean) => void) => {
      this.#watchers.add(call);
      call(true);
      return () => this.#watchers.delete(call);
    },
  };

  become(condition: Condition): void {
    const wasThere = this.condition !== 'no page';
    this.condition = condition;
    const isThere = condition !== 'no page';
    if (!isThere) this.open = false;
    if (wasThere !== isThere) for (const watcher of this.#watchers) watcher(isThere);
    this.#tellStatus();
  }

  #reply(reply: CameraReply): void {
    for (const replier of this.#repliers) replier(reply);
  }

  #tellStatus(): void {
    if (this.condition === 'no page' || this.condition === 'silent') return;
    const generic = isCapturing(this.condition) ? 'online' : this.condition === 'absent' ? 'noDevice' : this.condition === 'not permitted' ? 'offline' : 'hardwareError';
    this.#reply({ kind: 'status', generic, specific: { capture: this.open ? 'running' : 'stopped', light: 'unknown', picture: 'unknown', resolution: 'unknown' } });
  }

  #take(command: CameraCommand): void {
    if (this.condition === 'silent' || this.condition === 'no page' || command.name === 'cancel') return;
    const completion = this.#answer(command);
    this.#tellStatus();
    if (command.name === 'observe' && this.open && this.condition === 'black') this.#showNothing(command.requestId);
    if (completion) this.#reply({ kind: 'completion', requestId: command.requestId, completion });
  }

  /** As a lens behind a closed shutter. */
  #showNothing(requestId: string): void {
    for (const at of [0, 100, 200]) this.#reply({ kind: 'event', requestId, frame: { at, widthPx: 640, heightPx: 480, light: 0, faces: 0, face: null, engineMs: 20 } });
  }

  /** Null: goes on until it is cancelled. */
  #answer({ name }: Timed): Completion | null {
    switch (name) {
      case 'choose': return done;
      case 'close':
        this.open = false;
        return done;
      case 'describe': return this.condition === 'engine broken' ? refusals['engine broken'] : { code: 'success', value: { faces: 1, descriptor } };
      case 'open': return this.#openNow();
      case 'observe':
      case 'snapshot': return this.#look(name);
      default: return name satisfies never;
    }
  }

  #openNow(): Completion {
    if (!isCapturing(this.condition) && this.condition !== 'silent' && this.condition !== 'no page') return refusals[this.condition];
    this.open = true;
    return { code: 'success', value: { label: 'matrix camera', widthPx: 640, heightPx: 480, engine: 'matrix' } };
  }

  #look(name: 'observe' | 'snapshot'): Completion | null {
    if (!this.open) return faulty('sequenceError', 'notOpen');
    if (this.condition === 'absent') {
      this.open = false;
      return faulty('hardwareError', 'cameraVanished');
    }
    if (name === 'snapshot') return { code: 'success', value: { jpeg: '/9j/', faces: 1, descriptor } };
    return this.condition === 'frozen' ? faulty('hardwareError', 'frozenFrames') : null;
  }
}

interface Bench {
  readonly device: Camera;
  readonly clock: AwaitedClock;
  readonly page: PageWithCamera;
}

const inCondition = (condition: Condition) => ({ page }: Bench): Promise<void> => Promise.resolve(page.become(condition));
async function opened({ device }: Bench): Promise<void> {
  await device.execute('open', null, { deadlineMs: 1_000 }).completion;
}

testStateMatrix<CameraCommands, Bench, State>({
  open() {
    const page = new PageWithCamera();
    const clock = awaitedClock();
    const device = createCamera({ name: 'camera', clock, link: page.link, light: { darkBelow: 0.12, brightAbove: 0.9 } });
    page.become('well');
    return Promise.resolve({ device, clock, page });
  },
  inputs: { open: null, describe: { jpeg: new Personal(Uint8Array.of(0xff, 0xd8)) }, observe: null, snapshot: null, close: null },
  states: {
    closed: () => Promise.resolve(),
    open: opened,
    absent: inCondition('absent'),
    'not permitted': inCondition('not permitted'),
    taken: inCondition('taken'),
    'engine broken': inCondition('engine broken'),
    silent: inCondition('silent'),
    'no page': inCondition('no page'),
    async black(bench) {
      await opened(bench);
      bench.page.become('black');
    },
    async frozen(bench) {
      await opened(bench);
      bench.page.become('frozen');
    },
    async 'unplugged while open'(bench) {
      await opened(bench);
      bench.page.become('absent');
    },
  },
  endings: {
    closed: { open: 'success', describe: 'success', observe: 'sequenceError notOpen', snapshot: 'sequenceError notOpen', close: 'success' },
    open: { open: 'success', describe: 'success', observe: 'timeOut', snapshot: 'success', close: 'success' },
    absent: { open: 'deviceNotReady noCamera', describe: 'success', observe: 'sequenceError notOpen', snapshot: 'sequenceError notOpen', close: 'success' },
    'not permitted': { open: 'hardwareError permissionDenied', describe: 'success', observe: 'sequenceError notOpen', snapshot: 'sequenceError notOpen', close: 'success' },
    taken: { open: 'hardwareError cameraBusy', describe: 'success', observe: 'sequenceError notOpen', snapshot: 'sequenceError notOpen', close: 'success' },
    'engine broken': { open: 'hardwareError engineFailed', describe: 'hardwareError engineFailed', observe: 'sequenceError notOpen', snapshot: 'sequenceError notOpen', close: 'success' },
    silent: { open: 'timeOut', describe: 'timeOut', observe: 'timeOut', snapshot: 'timeOut', close: 'timeOut' },
    'no page': {
      open: 'deviceNotReady pageGone', describe: 'deviceNotReady pageGone', observe: 'deviceNotReady pageGone',
      snapshot: 'deviceNotReady pageGone', close: 'deviceNotReady pageGone',
    },
    black: { open: 'success', describe: 'success', observe: 'timeOut', snapshot: 'success', close: 'success' },
    frozen: { open: 'success', describe: 'success', observe: 'hardwareError frozenFrames', snapshot: 'success', close: 'success' },
    'unplugged while open': { open: 'deviceNotReady noCamera', describe: 'success', observe: 'hardwareError cameraVanished', snapshot: 'hardwareError cameraVanished', close: 'success' },
  },
  recover: inCondition('well'),
  async serve({ device }) {
    const open = await device.execute('open', null, { deadlineMs: 1_000 }).completion;
    return open.code === 'success' ? device.execute('snapshot', null, { deadlineMs: 1_000 }).completion : open;
  },
});
