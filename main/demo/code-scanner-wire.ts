/** The far end of the code scanner's wire: a module behind a pseudo-terminal or TCP, and the phones that are held before it. */
import { createCodeScannerPeer, type CodeScannerFault } from '../../devices/simulators/code-scanner/index.ts';
import { done, refused, type Answer, type DockCommand, type DockState } from '../../devices/simulators/dock/index.ts';
import { createPeerPlug, plugIn } from './peer-plug.ts';

type Change = Extract<DockCommand, { verb: 'code-scanner' }>['change'];
type CodeScannerState = NonNullable<DockState['codeScanner']>;
type Condition = CodeScannerState['condition'];

export interface CodeScannerWire {
  /** As the profile names it. */
  readonly address: string;
  state(): CodeScannerState;
  /** A person's phone with a fresh code, by the person's id; or one of the vocabulary's special codes. */
  show(code: string): Answer;
  change(change: Change): Promise<Answer>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface CodeScannerWireOptions {
  /** The path under which the kiosk finds the port. */
  readonly link: string;
  /** A fresh code of the person's electronic card; null for somebody who has none. */
  readonly issueCode: (personId: string) => string | null;
}

const name = { 'zh-CN': '扫码口', en: 'code scanner' };
/** What stands in any of the codes that people have in their pockets. */
const otherCode = 'https://shop.example/pay?order=20260001';

const faultOf: Readonly<Record<Condition, CodeScannerFault | null>> = {
  ok: null, 'no-suffix': 'suffixLost', 'too-long': 'endless', repeats: 'repeats', 'control-characters': 'controlCharacters', 'wrong-speed': 'wrongSpeed',
};

const conditionAnswers: Readonly<Record<Exclude<Condition, 'ok'>, Answer>> = {
  'no-suffix': done('扫码口送出的码后面没有结束符。', 'The code scanner sends codes without their suffix.'),
  'too-long': done('扫码口送出的码过长，没有结尾。', 'The code scanner sends a code that is too long and does not end.'),
  repeats: done('扫码口会把同一个码连续送出几次。', 'The code scanner sends each code several times.'),
  'control-characters': done('扫码口送出的码里带有控制字符。', 'The code scanner sends control characters with each code.'),
  'wrong-speed': done('扫码口的波特率设置不对，送出的是乱码。', 'The code scanner speaks at the wrong speed, so that codes arrive as noise.'),
};

/** Rejects where neither a pseudo-terminal nor TCP can be had. */
export async function openCodeScannerWire({ link, issueCode }: CodeScannerWireOptions): Promise<CodeScannerWire> {
  const peer = await plugIn(name, link, createCodeScannerPeer);
  const { isIn, plug, unplug } = createPeerPlug(peer, name);
  let condition: Condition = 'ok';
  /** What was held before it last, and by which name. */
  let last: { readonly code: string; readonly content: string } | null = null;

  const setCondition = (next: Condition): void => {
    condition = next;
    peer.setFault(faultOf[next]);
  };
  const contentOf = (code: string): string | null => {
    if (code === 'same') return last?.content ?? null;
    return code === 'other' ? otherCode : issueCode(code);
  };

  return {
    address: peer.address,
    state: () => ({ address: peer.address, plugged: isIn(), shown: last?.code ?? null, condition }),
    show(code) {
      const content = contentOf(code);
      if (content === null) {
        return code === 'same'
          ? refused('还没有出示过二维码。', 'No code has been shown yet.')
          : refused(`大厅不认识 ${code}。`, `The hall does not know ${code}.`);
      }
      last = { code: code === 'same' ? last?.code ?? code : code, content };
      if (!isIn()) return done(`已出示 ${code} 的二维码，但扫码口没有接上。`, `The code ${code} is shown, but the code scanner is unplugged.`);
      peer.present(content);
      return done(`扫码口扫到了 ${last.code} 的二维码。`, `The code scanner has seen the code ${last.code}.`);
    },
    async change(change) {
      switch (change) {
        case 'plug': return plug();
        case 'unplug': return unplug();
        case 'ok':
          setCondition('ok');
          return plug();
        default:
          setCondition(change);
          return conditionAnswers[change];
      }
    },
    async reset() {
      last = null;
      setCondition('ok');
      await plug();
    },
    close: () => peer.unplug(),
  };
}
