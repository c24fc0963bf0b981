/** The core's end of the camera: commands go to the page that holds the pixels, its answers come back; a page is believed only what the grammar allows. */
import {
  CameraOpened, FaceDescribed, FaceSnapshot, maxReferencePhotoBytes,
  type CameraChoice, type CameraCommand, type CameraReason, type CameraReply, type CameraStatus, type FrameMeasurement,
} from '../../main/contract/index.ts';
import { fault, type Completion, type Driver, type StatusReport } from '../device.ts';
import { Personal } from '../personal.ts';
import type { CameraCommands, Described, Snapshot } from './contract.ts';
import { boxed, seenFrame } from './seen-frame.ts';
import { beginWatch, unseenPicture, watchFrame, type LightLimits } from './picture-watch.ts';

/** The way to whichever page is shown. */
export interface CameraLink {
  /** Where no page is shown the command is lost, and `onPresence` has said so. */
  send(command: CameraCommand): void;
  onReply(call: (reply: CameraReply) => void): () => void;
  /** Whether a page is there; called at once and at every change. A page that is replaced goes (false) before the next comes (true). */
  onPresence(call: (present: boolean) => void): () => void;
}

type Reply<Kind extends CameraReply['kind']> = Extract<CameraReply, { kind: Kind }>;
type PageCompletion = Reply<'completion'>['completion'];
type Name = keyof CameraCommands;

interface Waiting {
  readonly complete: (completion: PageCompletion) => void;
  readonly frame: (frame: FrameMeasurement) => void;
}

/** The page's own deadline is shorter than never and longer than any of ours: the core's deadline is the one that counts. */
const pageDeadlineMs = 10 * 60_000;

const nothingKnown: CameraStatus = { capture: 'unknown', ...unseenPicture, resolution: 'unknown' };
const unseen: StatusReport<CameraStatus> = { generic: 'starting', specific: nothingKnown };
const pageless: StatusReport<CameraStatus> = { generic: 'offline', specific: nothingKnown };
/** A page is there and has not said yet whether its camera is. */
const unasked: StatusReport<CameraStatus> = { generic: 'unknown', specific: { ...nothingKnown, capture: 'stopped' } };

const brokenOff: PageCompletion = { code: 'deviceNotReady', reason: 'pageGone' };

export interface PageCameraOptions {
  readonly name: string;
  readonly link: CameraLink;
  readonly choice: CameraChoice;
  /** Null: how light it is stays unknown. */
  readonly light: LightLimits | null;
}

export function createPageCameraDriver({ name, link, choice, light }: PageCameraOptions): Driver<CameraCommands, CameraStatus, CameraReason> {
  const waiting = new Map<string, Waiting>();
  let present = false;
  let lastRequest = 0;
  let reported = unseen;
  let watched = beginWatch();
  /** A lens that was covered when it was last looked through, or a sensor that stood still, is so for all anybody knows: also when capture has stopped, and another page has come. */
  let flaw: 'black' | 'frozen' | null = null;
  let tell: (report: StatusReport<CameraStatus>) => void = () => undefined;

  /** What the page says, and while it captures, what its frames show. */
  const report = (next: StatusReport<CameraStatus> = reported): void => {
    reported = next;
    if (next.specific.capture !== 'running') watched = beginWatch();
    const { light, picture } = next.specific.capture === 'running' ? watched.look : { light: 'unknown' as const, picture: next.specific.picture };
    if (picture !== 'unknown' || next.generic === 'noDevice') flaw = picture === 'black' || picture === 'frozen' ? picture : null;
    tell({ generic: next.generic, specific: { ...next.specific, light, picture: flaw ?? picture } });
  };

  const lookAt = (frame: FrameMeasurement): void => {
    if (!light || reported.specific.capture !== 'running') return;
    watched = watchFrame(watched, frame, light);
    report();
  };

  const finish = (requestId: string, completion: PageCompletion): void => {
    const one = waiting.get(requestId);
    waiting.delete(requestId);
    one?.complete(completion);
  };

  /** Sends one command and waits for its completion; an abort is passed on and answered at once. */
  const ask = (command: (requestId: string) => CameraCommand, signal: AbortSignal, frame: (frame: FrameMeasurement) => void): Promise<PageCompletion> => {
    if (!present) return Promise.resolve(brokenOff);
    const requestId = `${name}-${++lastRequest}`;
    return new Promise((resolve) => {
      const abort = (): void => {
        link.send({ requestId: `${requestId}-cancel`, name: 'cancel', target: requestId });
        finish(requestId, { code: 'canceled', reason: null });
      };
      const complete = (completion: PageCompletion): void => {
        signal.removeEventListener('abort', abort);
        resolve(completion);
      };
      waiting.set(requestId, { complete, frame });
      signal.addEventListener('abort', abort, { once: true });
      link.send(command(requestId));
    });
  };

  const plain = (command: Exclude<Name, 'describe'>) => (requestId: string): CameraCommand => ({ requestId, name: command, deadlineMs: pageDeadlineMs });
  const silent = (): void => undefined;

  return {
    name,
    initial: unseen,
    handlers: {
      open: async (_, { signal }) => valued(await ask(plain('open'), signal, silent), (value) => CameraOpened.safeParse(value).data ?? null),
      describe: async ({ jpeg }, { signal }) => {
        const bytes = jpeg.reveal();
        // The page would drop it unread, and nobody would hear why.
        if (bytes.length > maxReferencePhotoBytes) return fault('invalidData', 'undecodableImage');
        const command = (requestId: string): CameraCommand =>
          ({ requestId, name: 'describe', deadlineMs: pageDeadlineMs, jpeg: Buffer.from(bytes).toString('base64') });
        return valued(await ask(command, signal, silent), readDescribed);
      },
      observe: async (_, { signal, emit }) => nothing(await ask(plain('observe'), signal, (frame) => emit(seenFrame(frame)))),
      snapshot: async (_, { signal }) => valued(await ask(plain('snapshot'), signal, silent), readSnapshot),
      close: async (_, { signal }) => nothing(await ask(plain('close'), signal, silent)),
    },
    start(tellStatus) {
      tell = tellStatus;
      const stopReplies = link.onReply((reply) => {
        switch (reply.kind) {
          case 'acknowledged': return;
          case 'event': {
            lookAt(reply.frame);
            return waiting.get(reply.requestId)?.frame(reply.frame);
          }
          case 'completion': return finish(reply.requestId, reply.completion);
          case 'status': return report({ generic: reply.generic, specific: reply.specific });
          default: return reply satisfies never;
        }
      });
      const stopPresence = link.onPresence((now) => {
        present = now;
        report(now ? unasked : pageless);
        if (now) {
          link.send({ requestId: `${name}-${++lastRequest}`, name: 'choose', deadlineMs: pageDeadlineMs, choice });
          return;
        }
        for (const requestId of [...waiting.keys()]) finish(requestId, brokenOff);
      });
      return () => {
        stopReplies();
        stopPresence();
        return Promise.resolve();
      };
    },
  };
}

/** A success must carry the value its command is for; a page that answers something else is broken. */
function valued<Value>(completion: PageCompletion, read: (value: unknown) => Value | null): Completion<Value, CameraReason> {
  if (completion.code !== 'success') return completion;
  const value = read(completion.value);
  return value === null ? fault('invalidData') : { code: 'success', value };
}

function readDescribed(value: unknown): Described | null {
  const { data: described } = FaceDescribed.safeParse(value);
  return described ? { faces: described.faces, descriptor: boxed(described.descriptor) } : null;
}

function readSnapshot(value: unknown): Snapshot | null {
  const { data: snapshot } = FaceSnapshot.safeParse(value);
  return snapshot ? { jpeg: new Personal(Buffer.from(snapshot.jpeg, 'base64')), faces: snapshot.faces, descriptor: boxed(snapshot.descriptor) } : null;
}

function nothing(completion: PageCompletion): Completion<null, CameraReason> {
  return completion.code === 'success' ? { code: 'success', value: null } : completion;
}
