/** A card reader of the bench's own, with the other end of its wire: the machine's PC/SC service, or a card attached directly. */
import { systemClock } from '../../devices/clock.ts';
import { createCardReader, type CardReader } from '../../devices/card-reader/index.ts';
import { createCardPeer, type CardPeer } from '../../devices/simulators/card/index.ts';
import { testAuthenticationKey } from '../../devices/simulators/persons.ts';
import { claimName } from '../../main/demo/claim.ts';
import { freePort } from '../../main/demo/listening.ts';
import { openPcscService } from '../../main/demo/pcsc-service.ts';

/** vpcd's readers, as its Debian package configures them; the second first, so that a demonstration may go on with the first. */
const virtualReaders = [
  { slot: 1, name: 'Virtual PCD 00 01', port: 35_964 },
  { slot: 0, name: 'Virtual PCD 00 00', port: 35_963 },
] as const;

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
  for (const { slot, name, port } of virtualReaders) {
    const claim = await claimName(`tongban-reader-${slot}`);
    if (!claim) continue;
    const service = await openPcscService(port, systemClock());
    if (service) {
      return openOn(name, { driver: 'pcsc', reader: name }, port, async () => {
        await service.close();
        await claim.close();
      });
    }
    await claim.close();
  }
  return null;
}

/** The same peer and the same codecs, with no PC/SC service between. */
export async function openDirectReader(): Promise<VirtualReader> {
  const port = await freePort(0);
  const listen = `tcp://127.0.0.1:${port}`;
  return openOn(listen, { driver: 'vpcd', listen }, port, () => Promise.resolve());
}
