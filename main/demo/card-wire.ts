/**
 * The far end of the card reader's wire: cards that go into a virtual reader of the machine's own PC/SC service, or,
 * on a machine without one, attach to the kiosk directly.
 */
import { sleep, type Clock } from '../../devices/clock.ts';
import { cardByName, createCardPeer, mutedAfter, type VirtualCard } from '../../devices/simulators/card/index.ts';
import { done, refused, type Answer, type DockState } from '../../devices/simulators/dock/index.ts';
import type { CardReaderProfile } from '../../kiosk-config/schema/card-reader-profile.ts';
import { freePort } from './listening.ts';
import type { CardWireChoice, Slot } from './options.ts';
import { openPcscService, type PcscService } from './pcsc-service.ts';
import { claimReader, virtualReaders } from './virtual-readers.ts';

/** The service looks at its readers about twice a second: a card swapped more quickly would not be seen to have left. */
const noticedWithinMs = 1000;

/** How long an insertion waits to be seen; the card stays in and goes on trying. */
const seenWithinMs = 3000;

const host = '127.0.0.1';

export interface CardWire {
  /** What the profile says of the card reader. */
  readonly profile: CardReaderProfile;
  state(): DockState['cardReader'];
  insert(name: string): Promise<Answer>;
  remove(): Promise<Answer>;
  /** From the next insertion on; null: no fault. */
  setMuteAfter(commands: number | null): Answer;
  plug(): Promise<Answer>;
  unplug(): Promise<Answer>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** How the reader itself is pulled and put back; differs by what stands behind the wire. */
interface Reader {
  readonly kind: DockState['cardReader']['wire'];
  readonly name: string;
  readonly port: number;
  readonly profile: CardWire['profile'];
  plug(): Promise<Answer>;
  unplug(): Promise<Answer>;
  close(): Promise<void>;
}

/** Rejects where another demo uses the same virtual reader. */
export async function openCardWire({ slot, choice, clock }: { readonly slot: Slot; readonly choice: CardWireChoice; readonly clock: Clock }): Promise<CardWire> {
  const service = choice === 'vpcd' ? null : await openPcscService(virtualReaders[slot].port, clock);
  const reader = service ? await serviceReader(service, slot) : await directReader();
  const peer = createCardPeer({ host, port: reader.port, clock });
  /** Cards remember their PIN tries from one insertion to the next, until `reset` issues them afresh. */
  const cards = new Map<string, VirtualCard>();
  let inserted: string | null = null;
  let plugged = true;
  let muteAfter: number | null = null;
  let removedAt = clock.now() - noticedWithinMs;

  const cardNamed = (name: string): VirtualCard | null => {
    const card = cards.get(name) ?? cardByName(name);
    if (card) cards.set(name, card);
    return card;
  };
  const pull = async (): Promise<void> => {
    await peer.remove();
    removedAt = clock.now();
  };
  /** Connects the card that is in, unless the reader is unplugged. */
  const connectInserted = async (): Promise<void> => {
    const card = plugged && inserted !== null ? cardNamed(inserted) : null;
    if (!card || peer.inserted) return;
    await sleep(clock, Math.max(0, removedAt + noticedWithinMs - clock.now()));
    await Promise.race([peer.insert(muteAfter === null ? card : mutedAfter(card, muteAfter)), sleep(clock, seenWithinMs)]);
  };
  const plug = async (): Promise<Answer> => {
    if (plugged) return done('读卡器已连接。', 'The card reader is plugged in.');
    const answer = await reader.plug();
    plugged = answer.ok;
    await connectInserted();
    return answer;
  };

  return {
    profile: reader.profile,
    state: () => ({ wire: reader.kind, name: reader.name, plugged, inserted, muteAfter }),
    async insert(name) {
      if (inserted !== null) return refused(`读卡器里已有 ${inserted} 的卡，请先取出（remove）。`, `The card ${inserted} is in the reader already: remove it first.`);
      if (!cardNamed(name)) return refused(`没有名为 ${name} 的卡。`, `There is no card ${name}.`);
      inserted = name;
      await connectInserted();
      return peer.connected
        ? done(`卡 ${name} 已插入。`, `The card ${name} is in the reader.`)
        : done(`卡 ${name} 已插入，但读卡器那一端还没有看到它。`, `The card ${name} is in, but nothing at the reader's end sees it yet.`);
    },
    async remove() {
      if (inserted === null) return refused('读卡器里没有卡。', 'There is no card in the reader.');
      const name = inserted;
      inserted = null;
      await pull();
      return done(`卡 ${name} 已取出。`, `The card ${name} was taken out.`);
    },
    setMuteAfter(commands) {
      muteAfter = commands;
      return commands === null
        ? done('卡不再设故障。', 'From the next insertion on, cards answer.')
        : done(`下次插入的卡在 ${commands} 条指令后不再应答。`, `From the next insertion on, a card falls silent after ${commands} commands.`);
    },
    plug,
    async unplug() {
      if (!plugged) return refused('读卡器已经拔下。', 'The card reader is unplugged already.');
      const answer = await reader.unplug();
      plugged = !answer.ok;
      if (!plugged) await pull();
      return answer;
    },
    async reset() {
      inserted = null;
      muteAfter = null;
      if (peer.inserted) await pull();
      cards.clear();
      await plug();
    },
    async close() {
      await peer.close();
      await reader.close();
    },
  };
}

/** A reader of the PC/SC service. Pulling it means stopping the service, which is done only where it is ours. */
async function serviceReader(service: PcscService, slot: Slot): Promise<Reader> {
  const { name, port } = virtualReaders[slot];
  const claim = await claimReader(slot);
  if (!claim) {
    await service.close();
    throw new Error(`Another demo on this machine uses the reader ${name}; start this one with --slot ${slot === 0 ? 1 : 0}.`);
  }
  return {
    kind: 'pcsc',
    name,
    port,
    profile: { driver: 'pcsc', reader: name },
    async unplug() {
      return await service.stop()
        ? done('读卡服务已停止，相当于拔下读卡器。', 'The PC/SC service is stopped: to the kiosk the reader is unplugged.')
        : refused('PC/SC 服务不是演示程序启动的，不会停止它。', 'The PC/SC service was started by somebody else, so it is not stopped; the reader stays.');
    },
    async plug() {
      return await service.start()
        ? done('读卡器已插回。', 'The card reader is plugged back in.')
        : refused('PC/SC 服务没有恢复。', 'The PC/SC service did not come back.');
    },
    async close() {
      await claim.close();
      await service.close();
    },
  };
}

/** No service: the kiosk itself listens for a card. There is no reader between, so only cards can come and go. */
async function directReader(): Promise<Reader> {
  const port = await freePort(0);
  const listen = `tcp://${host}:${port}`;
  return {
    kind: 'vpcd',
    name: listen,
    port,
    profile: { driver: 'vpcd', listen },
    unplug: async () => done(
      '本机没有 PC/SC 服务，卡直接接入本机程序；程序只能看到卡离开。',
      'Cards are kept away. Without a PC/SC service there is no reader between, so the kiosk only sees the card leave.',
    ),
    plug: async () => done('卡可以再次接入。', 'Cards can attach again.'),
    close: async () => undefined,
  };
}
