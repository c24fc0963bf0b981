/** A card reader of the bench's own, with the other end of its wire: the machine's PC/SC service, or a card attached directly. */
import { systemClock } from '../../devices/clock.ts';
import { createCardReader, type CardReader } from '../../devices/card-reader/index.ts';
import { createCardPeer, type CardPeer } from '../../devices/simulators/card/index.ts';
import { testAuthenticationKey } from '../../devices/simulators/persons.ts';
import { freePort } from '../../main/demo/listening.ts';
import { openPcscService } from '../../main/demo/pcsc-service.ts';
import { claimFreeReader } from '../../main/demo/virtual-readers.ts';

export interface VirtualReader {
  readonly name: string;
  readonly reader: CardReader;
  readonly peer: CardPeer;
  close(): Promise<void>;
}

type Wire = Parameters<typeof createCardReader>[0]['reader'];

function openOn(name: string, wire: Wire, port: number, release: () => Promise<void>): VirtualReader {
  const clock = systemClock();
  const reader = createCardReader({ name: 'card-reader', reader: wire, authentication: { provider: 'software', testKey: testAuthenticationKey }, clock });
  const peer = createCardPeer({ host: '127.0.0.1', port });
  return {
    name, reader, peer,
    async close() {
      await peer.close();
      await reader.close();
      await release();
    },
  };
}

/** Null where the machine has no PC/SC service with virtual readers, or both readers are in use. */
export async function openPcscReader(): Promise<VirtualReader | null> {
  const claimed = await claimFreeReader();
  if (!claimed) return null;
  const { name, port, claim } = claimed;
  const service = await openPcscService(port, systemClock());
  if (!service) {
    await claim.close();
    return null;
  }
  return openOn(name, { driver: 'pcsc', reader: name }, port, async () => {
    await service.close();
    await claim.close();
  });
}

/** The same peer and the same codecs, with no PC/SC service between. */
export async function openDirectReader(): Promise<VirtualReader> {
  const port = await freePort(0);
  const listen = `tcp://127.0.0.1:${port}`;
  return openOn(listen, { driver: 'vpcd', listen }, port, () => Promise.resolve());
}
