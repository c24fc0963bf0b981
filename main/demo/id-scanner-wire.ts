/** The far end of the ID reader's wire: a module behind a pseudo-terminal, or behind TCP on a machine without socat. */
import type { Clock } from '../../devices/clock.ts';
import { done, refused, type Answer, type DockCommand, type DockState } from '../../devices/simulators/dock/index.ts';
import { createIdScannerPeer, documentNamed } from '../../devices/simulators/id-scanner/index.ts';
import { personById } from '../../devices/simulators/persons.ts';
import { createPeerPlug, plugIn } from './peer-plug.ts';

const baud = 115_200;
const name = { 'zh-CN': '身份证阅读器', en: 'ID reader' };

type IdChange = Extract<DockCommand, { verb: 'id' }>['change'];

export interface IdScannerWire {
  /** As the profile names it. */
  readonly address: string;
  state(): DockState['idScanner'];
  place(documentName: string): Answer;
  take(): Answer;
  change(change: IdChange): Promise<Answer>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** `link` is the path under which the kiosk finds the port. Rejects where neither a pseudo-terminal nor TCP can be had. */
export async function openIdScannerWire(link: string, clock: Clock): Promise<IdScannerWire> {
  const peer = await plugIn(name, link, (where) => createIdScannerPeer({ ...where, pace: { baud, clock } }));
  const { isIn, plug, unplug } = createPeerPlug(peer, name);
  let placed: string | null = null;
  let condition: DockState['idScanner']['condition'] = 'ok';

  const setCondition = (next: typeof condition): void => {
    condition = next;
    peer.setFault(next === 'bad-read' ? 'readFailed' : next === 'silent' ? 'silent' : null);
  };
  const take = (): void => {
    peer.take();
    placed = null;
  };

  return {
    address: peer.address,
    state: () => ({ address: peer.address, plugged: isIn(), placed, condition }),
    place(documentName) {
      if (placed !== null) return refused(`阅读区上已有证件 ${placed}，请先拿走（take）。`, `The document ${placed} lies there already: take it away first.`);
      const document = documentNamed(documentName);
      if (!document) return refused(`没有名为 ${documentName} 的证件。`, `There is no document ${documentName}.`);
      peer.place(document);
      placed = documentName;
      const holder = personById(documentName);
      return holder
        ? done(`${holder.name} 的身份证已放在阅读区。`, `The ID card of ${documentName} lies on the reader.`)
        : done(`证件 ${documentName} 已放在阅读区。`, `The document ${documentName} lies on the reader.`);
    },
    take() {
      if (placed === null) return refused('阅读区上没有证件。', 'There is nothing on the ID reader.');
      take();
      return done('证件已拿走。', 'The document was taken away.');
    },
    async change(change) {
      switch (change) {
        case 'plug': return plug();
        case 'unplug': return unplug();
        case 'silent':
          setCondition('silent');
          return done('身份证阅读器不再应答。', 'The ID reader no longer answers.');
        case 'bad-read':
          setCondition('bad-read');
          return done('身份证阅读器读不出证件。', 'The ID reader finds documents but cannot read them.');
        case 'ok':
          setCondition('ok');
          return plug();
        default: return change satisfies never;
      }
    },
    async reset() {
      take();
      setCondition('ok');
      await plug();
    },
    close: () => peer.unplug(),
  };
}
