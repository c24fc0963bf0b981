/** The far end of the PSAM's wire: a PSAM with the demonstration's test keys in the virtual reader that the cards leave free. */
import type { Clock } from '../../devices/clock.ts';
import { createCardPeer, testPsam } from '../../devices/simulators/card/index.ts';
import type { CardAuthenticationProfile, CardReaderProfile } from '../../kiosk-config/schema/card-reader-profile.ts';
import type { CardWire } from './card-wire.ts';
import { freePort } from './listening.ts';
import type { Slot } from './options.ts';
import { claimReader, virtualReaders } from './virtual-readers.ts';

type PsamProfile = Extract<CardAuthenticationProfile, { readonly provider: 'psam' }>;

export interface PsamWire {
  /** What the profile says of the PSAM's reader. */
  readonly profile: CardReaderProfile;
  close(): Promise<void>;
}

const host = '127.0.0.1';

export interface PsamWireOptions {
  /** The keys that it is to hold: each is the national test key, and derives in three levels. */
  readonly holds: Pick<PsamProfile, 'keys' | 'algorithms'>;
  /** The wire of the holders' cards: the PSAM stands beside it, behind the same service or directly. */
  readonly beside: CardWire;
  /** The cards' slot; the PSAM takes the other. */
  readonly slot: Slot;
  readonly clock: Clock;
}

/** Rejects where another demo uses the other virtual reader. */
export async function openPsamWire({ holds: { keys, algorithms }, beside, slot, clock }: PsamWireOptions): Promise<PsamWire> {
  const { profile, port, release } = beside.profile.driver === 'pcsc' ? await otherVirtualReader(slot) : await directReader();
  const peer = createCardPeer({ host, port, clock });
  await peer.insert(testPsam(algorithms[0] ?? 'SM4', Object.values(keys)));
  return {
    profile,
    async close() {
      await peer.close();
      await release();
    },
  };
}

interface PsamReader {
  readonly profile: CardReaderProfile;
  readonly port: number;
  release(): Promise<void>;
}

async function otherVirtualReader(slot: Slot): Promise<PsamReader> {
  const other: Slot = slot === 0 ? 1 : 0;
  const claim = await claimReader(other);
  if (!claim) throw new Error(`Another demo on this machine uses the reader ${virtualReaders[other].name}, which this profile needs for its PSAM.`);
  return { profile: { driver: 'pcsc', reader: virtualReaders[other].name }, port: virtualReaders[other].port, release: () => claim.close() };
}

async function directReader(): Promise<PsamReader> {
  const port = await freePort(0);
  return { profile: { driver: 'vpcd', listen: `tcp://${host}:${port}` }, port, release: async () => undefined };
}
