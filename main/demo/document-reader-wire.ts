/** The far end of the document reader's wire: a reader of passports and travel cards behind a pseudo-terminal or TCP. */
import { createDocumentReaderPeer, zoneOf, type DocumentReaderFault } from '../../devices/simulators/document-reader/index.ts';
import { done, refused, type Answer, type DockCommand, type DockState } from '../../devices/simulators/dock/index.ts';
import { createPeerPlug, plugIn } from './peer-plug.ts';

type Change = Extract<DockCommand, { verb: 'document-reader' }>['change'];
type DocumentReaderState = NonNullable<DockState['documentReader']>;
type Condition = DocumentReaderState['condition'];

export interface DocumentReaderWire {
  /** As the profile names it. */
  readonly address: string;
  state(): DocumentReaderState;
  lay(documentName: string): Answer;
  lift(): Answer;
  change(change: Change): Promise<Answer>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

const name = { 'zh-CN': '护照阅读器', en: 'document reader' };

const faultOf: Readonly<Record<Condition, DocumentReaderFault | null>> = { ok: null, misread: 'misread', 'line-lost': 'lineLost', 'end-lost': 'endLost', garbage: 'garbage' };

/** `link` is the path under which the kiosk finds the port. Rejects where neither a pseudo-terminal nor TCP can be had. */
export async function openDocumentReaderWire(link: string): Promise<DocumentReaderWire> {
  const peer = await plugIn(name, link, createDocumentReaderPeer);
  const { isIn, plug, unplug } = createPeerPlug(peer, name);
  let laid: string | null = null;
  let condition: Condition = 'ok';

  const setCondition = (next: Condition): void => {
    condition = next;
    peer.setFault(faultOf[next]);
  };

  return {
    address: peer.address,
    state: () => ({ address: peer.address, plugged: isIn(), laid, condition }),
    lay(documentName) {
      if (laid !== null) return refused(`护照阅读器上已有 ${laid}，请先拿走（lift）。`, `The document ${laid} lies there already: lift it first.`);
      const lines = zoneOf(documentName);
      if (!lines) return refused(`没有名为 ${documentName} 的证件。`, `There is no document ${documentName}.`);
      laid = documentName;
      if (!isIn()) return done(`证件 ${documentName} 已放上，但护照阅读器没有接上。`, `The document ${documentName} lies there, but the document reader is unplugged.`);
      peer.present(lines);
      return done(`证件 ${documentName} 已放上，护照阅读器送出了它的机读码。`, `The document ${documentName} lies there, and the document reader has sent its lines.`);
    },
    lift() {
      if (laid === null) return refused('护照阅读器上没有证件。', 'There is nothing on the document reader.');
      laid = null;
      return done('证件已拿走。', 'The document was taken away.');
    },
    async change(change) {
      switch (change) {
        case 'plug': return plug();
        case 'unplug': return unplug();
        case 'misread':
          setCondition('misread');
          return done('护照阅读器会读错一位数字。', 'The document reader takes a digit for another.');
        case 'line-lost':
          setCondition('line-lost');
          return done('护照阅读器会丢掉第一行。', 'The document reader loses the first line.');
        case 'end-lost':
          setCondition('end-lost');
          return done('护照阅读器会丢掉最后一行。', 'The document reader loses the last line.');
        case 'garbage':
          setCondition('garbage');
          return done('护照阅读器会先送出乱码。', 'The document reader sends noise before the lines.');
        case 'ok':
          setCondition('ok');
          return plug();
        default: return change satisfies never;
      }
    },
    async reset() {
      laid = null;
      setCondition('ok');
      await plug();
    },
    close: () => peer.unplug(),
  };
}
