/** The far end of the camera's wire: a file that the browser plays as its camera, or this machine's own webcam. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { chromiumSwitches, feedNames, type CameraFeedOptions } from '../../devices/simulators/camera/index.ts';
import { webcamFeed } from '../../devices/simulators/dock/commands.ts';
import { done, refused, type Answer, type DockState } from '../../devices/simulators/dock/index.ts';
import { personById } from '../../devices/simulators/persons.ts';
import type { FeedReply, FeedRequest } from './feed-thread.ts';

/** Nobody stands before the camera. */
const emptyScene = 'empty';

export interface CameraWire {
  /** Absolute path of the file that the browser plays. */
  readonly file: string;
  state(): DockState['camera'];
  /** How Chromium and Electron are to be started for the camera now chosen. */
  browserSwitches(): readonly string[];
  show(feed: string): Promise<Answer>;
  /** First frame of a feed, JPEG; null where there is no such feed. */
  frameOf(feed: string): Promise<Uint8Array | null>;
  /** A person's face, JPEG; null where there is no such person. */
  portraitOf(personId: string): Promise<Uint8Array | null>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Rejects where the folders cannot be written. */
export async function openCameraWire(options: CameraFeedOptions): Promise<CameraWire> {
  const thread = await startFeedThread(options);
  let source: DockState['camera']['source'] = 'file';
  let feed = emptyScene;

  const show = async (name: string): Promise<Answer> => {
    if (!feedNames.includes(name)) {
      const names = [...feedNames, webcamFeed].join(', ');
      return refused(`没有名为 ${name} 的画面。可用：${names}。`, `There is no feed ${name}. Feeds: ${names}.`);
    }
    if (await thread.ask({ kind: 'show', feed: name }) !== true) return refused(`画面 ${name} 做不出来。`, `The feed ${name} could not be made.`);
    source = 'file';
    feed = name;
    return done(`摄像头下次打开时看到：${name}。`, `From the next capture on, the camera sees: ${name}.`);
  };

  return {
    file: thread.file,
    state: () => ({ source, feed, feeds: feedNames }),
    // A real camera still has to be allowed without anybody to press "allow".
    browserSwitches: () => (source === 'file' ? chromiumSwitches(thread.file) : ['--use-fake-ui-for-media-stream']),
    async show(name) {
      if (name !== webcamFeed) return show(name);
      source = 'webcam';
      return done('将使用本机摄像头；屏幕程序会重新打开。', 'This machine\'s own webcam is to be used; the kiosk\'s window opens afresh for it.');
    },
    frameOf: async (name) => pictureIn(await thread.ask({ kind: 'frame', feed: name })),
    async portraitOf(personId) {
      const portrait = personById(personId)?.portrait;
      return portrait ? pictureIn(await thread.ask({ kind: 'portrait', portrait })) : null;
    },
    async reset() {
      await show(emptyScene);
    },
    close: () => thread.end(),
  };
}

interface FeedThread {
  readonly file: string;
  /** Never rejects; null when the thread has gone. */
  ask(request: FeedRequest): Promise<FeedReply>;
  end(): Promise<void>;
}

interface Waiting {
  readonly request: FeedRequest;
  readonly settle: (reply: FeedReply) => void;
}

/** One request at a time is with the thread; what a person waits for (`show`) goes before pictures for the page. */
async function startFeedThread(options: CameraFeedOptions): Promise<FeedThread> {
  const worker = new Worker(new URL('./feed-thread.ts', import.meta.url), { workerData: options });
  const [file] = await once(worker, 'message') as [string];
  const waiting: Waiting[] = [];
  let asked: Waiting | null = null;
  let gone = false;

  const askNext = (): void => {
    asked = waiting.shift() ?? null;
    if (asked) worker.postMessage(asked.request);
  };
  worker.on('message', (reply: FeedReply) => {
    asked?.settle(reply);
    askNext();
  });
  const giveUp = (): void => {
    gone = true;
    for (const each of [asked, ...waiting.splice(0)]) each?.settle(null);
    asked = null;
  };
  worker.on('error', giveUp);
  worker.on('exit', giveUp);

  return {
    file,
    ask: (request) => new Promise((settle) => {
      if (gone) {
        settle(null);
        return;
      }
      if (request.kind === 'show') waiting.unshift({ request, settle });
      else waiting.push({ request, settle });
      if (!asked) askNext();
    }),
    async end() {
      await worker.terminate();
    },
  };
}

const pictureIn = (reply: FeedReply): Uint8Array | null => (reply instanceof Uint8Array ? reply : null);
