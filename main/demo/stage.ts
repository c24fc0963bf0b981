/** The demo's stage: the far ends of all wires together, obeying the dock's commands one after another. */
import { maxForwardMs } from '../../devices/simulators/dock/commands.ts';
import {
  done, refused,
  type Answer, type DockCommand, type DockState, type Picture, type PictureKind, type Stage,
} from '../../devices/simulators/dock/index.ts';
import type { CameraWire } from './camera-wire.ts';
import type { CardWire } from './card-wire.ts';
import type { ClockWire } from './clock-wire.ts';
import type { CodeScannerWire } from './code-scanner-wire.ts';
import type { DocumentReaderWire } from './document-reader-wire.ts';
import type { IdScannerWire } from './id-scanner-wire.ts';
import type { PlatformWire } from './platform-wire.ts';
import type { PrinterWire } from './printer-wire.ts';
import type { VoiceWire } from './voice-wire.ts';

export interface Wires {
  readonly card: CardWire;
  readonly idScanner: IdScannerWire;
  /** Null where the profile has none. */
  readonly documentReader: DocumentReaderWire | null;
  /** Null where the profile has none. */
  readonly codeScanner: CodeScannerWire | null;
  readonly printer: PrinterWire;
  readonly camera: CameraWire;
  readonly voice: VoiceWire;
  readonly platform: PlatformWire;
  readonly clock: ClockWire;
}

/** How often the stage looks for what changed without a command: paper, submissions. */
const lookEveryMs = 250;

export interface DemoStage extends Stage {
  close(): void;
}

/** Commands are obeyed in the order in which they were given; one that fails is answered by a refusal. */
export function createStage(wires: Wires): DemoStage {
  const listeners = new Set<() => void>();
  let told = '';
  let last: Promise<unknown> = Promise.resolve();

  const state = (): DockState => stateOf(wires);
  const tellChange = (): void => {
    const now = JSON.stringify(state());
    if (now === told) return;
    told = now;
    for (const listener of [...listeners]) listener();
  };
  const looking = setInterval(tellChange, lookEveryMs);

  return {
    state,
    perform(command) {
      const answer = last.then(() => obey(wires, command)).catch(failedAnswer).finally(tellChange);
      last = answer;
      return answer;
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    picture: (kind, name) => pictureOf(wires, kind, name),
    close() {
      clearInterval(looking);
      listeners.clear();
    },
  };
}

function stateOf({ card, idScanner, documentReader, codeScanner, printer, camera, voice, platform, clock }: Wires): DockState {
  return {
    cardReader: card.state(),
    idScanner: idScanner.state(),
    documentReader: documentReader && documentReader.state(),
    codeScanner: codeScanner && codeScanner.state(),
    printer: printer.state(),
    camera: camera.state(),
    voice: voice.state(),
    platform: platform.state(),
    clock: { offsetMs: clock.offsetMs() },
  };
}

const noDocumentReader = refused('这台机器没有护照阅读器。', 'This kiosk has no document reader.');
const noCodeScanner = refused('这台机器没有扫码口。', 'This kiosk has no code scanner.');

async function obey(wires: Wires, command: DockCommand): Promise<Answer> {
  const { card, idScanner, documentReader, codeScanner, printer, camera, voice, platform } = wires;
  switch (command.verb) {
    case 'insert': return card.insert(command.card);
    case 'remove': return card.remove();
    case 'card-fault': return card.setMuteAfter(command.muteAfter);
    case 'reader': return command.change === 'plug' ? card.plug() : card.unplug();
    case 'place': return idScanner.place(command.document);
    case 'take': return idScanner.take();
    case 'id': return idScanner.change(command.change);
    case 'lay': return documentReader?.lay(command.document) ?? noDocumentReader;
    case 'lift': return documentReader?.lift() ?? noDocumentReader;
    case 'document-reader': return documentReader?.change(command.change) ?? noDocumentReader;
    case 'show': return codeScanner?.show(command.code) ?? noCodeScanner;
    case 'code-scanner': return codeScanner?.change(command.change) ?? noCodeScanner;
    case 'feed': return camera.show(command.feed);
    case 'paper': return printer.setPaper(command.paper);
    case 'paper-out-after': return printer.runOutAfter(command.lines);
    case 'cover': return printer.setCover(command.cover);
    case 'printer': return printer.change(command.change);
    case 'take-receipt': return printer.takeReceipt();
    case 'headset': return command.headset === 'in' ? voice.plugIn() : voice.pullOut();
    case 'platform':
      platform.setCondition(command.condition);
      return done(`业务平台：${command.condition}。`, `The platform is now: ${command.condition}.`);
    case 'code': {
      const code = platform.issueCode(command.person);
      return code === null
        ? refused(`大厅不认识 ${command.person}。`, `The hall does not know ${command.person}.`)
        : done(`${command.person} 的电子社保卡二维码内容：${code}`, `The content of ${command.person}'s code: ${code}`);
    }
    case 'hall':
      platform.beginAfresh();
      return done('示范大厅重新开始：每个人都和第一天一样。', 'The demo hall has begun afresh: everybody is as on its first day.');
    case 'time': return forward(wires.clock, command.forwardMs);
    case 'state': return { ok: true, said: { 'zh-CN': '全部状态。', en: 'Everything as it is now.' }, state: stateOf(wires) };
    case 'reset': return reset(wires);
    default: return command satisfies never;
  }
}

function forward(clock: ClockWire, ms: number): Answer {
  if (clock.offsetMs() + ms > maxForwardMs) {
    return refused('时间最多前进 366 天，请重新启动演示。', 'Time can be moved 366 days in all; start the demo again.');
  }
  clock.forward(ms);
  const ahead = Math.round(clock.offsetMs() / 1000);
  return done(`时间已前进，现在比本机快 ${ahead} 秒。`, `Time was moved forward; it is now ${ahead} s ahead of the machine's.`);
}

/** Time stays where it is: clocks that follow never run backwards. */
async function reset({ card, idScanner, documentReader, codeScanner, printer, camera, voice, platform }: Wires): Promise<Answer> {
  platform.setCondition('ok');
  await Promise.all([card.reset(), idScanner.reset(), documentReader?.reset(), codeScanner?.reset(), printer.reset(), camera.reset(), voice.pullOut()]);
  return done('一切恢复正常，卡证都已取走。', 'Everything is back to normal and nothing is inserted.');
}

async function pictureOf({ printer, camera }: Wires, kind: PictureKind, name: string): Promise<Picture | null> {
  switch (kind) {
    case 'receipt': return svg(printer.picture(Number(name)));
    case 'feed': return jpeg(await camera.frameOf(name));
    case 'portrait': return jpeg(await camera.portraitOf(name));
    default: return kind satisfies never;
  }
}

const svg = (content: string | null): Picture | null => (content === null ? null : { mediaType: 'image/svg+xml', content });
const jpeg = (content: Uint8Array | null): Picture | null => (content === null ? null : { mediaType: 'image/jpeg', content });

/** What goes wrong in a far end is told like any other answer: the demo itself goes on. */
function failedAnswer(problem: unknown): Answer {
  const sentence = problem instanceof Error ? problem.message : String(problem);
  return refused(`没有做到：${sentence}`, `That did not work: ${sentence}`);
}
