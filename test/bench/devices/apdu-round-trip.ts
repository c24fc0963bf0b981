/** How long an APDU takes to and fro over the PC/SC service: by us, and the same APDUs in the same run by clients in C and Perl. */
import { cardNamed, untilMedia } from '../../support/cards.ts';
import { ratioOfMedians } from '../percentiles.ts';
import { tellProgress } from '../progress.ts';
import type { Measurement } from '../table.ts';
import { timed, turnarounds } from '../timed-card.ts';
import { openPcscReader, type VirtualReader } from '../virtual-reader.ts';
import { compileCClient, findScriptor, type OtherClient } from './other-clients.ts';

/** A second-generation card: without authentication of the kiosk, so that its commands can be sent again by programs that have no keys. */
const repeatableCard = 'li-si';
const rounds = 7;
const readDeadlineMs = 15_000;

/** Rows in milliseconds; on a machine without a free virtual reader of a PC/SC service, rows without samples that say so. */
export async function measureApduRoundTrip(): Promise<readonly Measurement[]> {
  const virtual = await openPcscReader();
  if (!virtual) return [{ name: 'between two commands', samples: [], note: 'no free virtual reader of a PC/SC service on this machine' }];
  try {
    return await roundTripsOn(virtual);
  } finally {
    await virtual.close();
  }
}

/**
 * As the card sees it: from its answer to the next command, which is the way back, the client, and the way there again. Clients take
 * turns, so that whatever else the machine does meets all of them.
 */
export async function roundTripsOn(virtual: VirtualReader): Promise<readonly Measurement[]> {
  tellProgress(`${rounds} conversations with a card by each client of the PC/SC service`);
  const others = [compileCClient(), findScriptor()].filter((client) => client !== null);
  const own: number[] = [];
  const theirs = new Map<OtherClient, number[]>(others.map((client) => [client, []]));
  let commands: readonly Buffer[] = [];
  try {
    await untilMedia(virtual.reader, 'notPresent');
    for (let round = 0; round < rounds; round++) {
      const ours = await withCard(virtual, () => readAndLetGo(virtual));
      own.push(...turnarounds(ours));
      commands = ours.map(({ command }) => command);
      for (const [client, samples] of theirs) {
        let isSent = false;
        const exchanges = await withCard(virtual, async () => { isSent = await client.send(virtual.name, commands); });
        if (isSent) samples.push(...turnarounds(exchanges));
      }
    }
  } finally {
    for (const client of others) client.close();
  }
  return rowsOf(own, theirs, commands.length);
}

/** What passed between the card and whoever used it meanwhile. */
async function withCard({ peer, reader }: VirtualReader, use: () => Promise<void>): Promise<ReturnType<ReturnType<typeof timed>['take']>> {
  const card = timed(cardNamed(repeatableCard));
  await peer.insert(card.card);
  await untilMedia(reader, 'present');
  await use();
  await peer.remove();
  await untilMedia(reader, 'notPresent');
  return card.take();
}

/** The reader is held exclusively while the card has power. */
async function readAndLetGo({ reader }: VirtualReader): Promise<void> {
  await reader.execute('readHolder', null, { deadlineMs: readDeadlineMs }).completion;
  await reader.execute('powerOff', null, { deadlineMs: readDeadlineMs }).completion;
}

function rowsOf(own: readonly number[], theirs: ReadonlyMap<OtherClient, readonly number[]>, commands: number): readonly Measurement[] {
  const compared = [...theirs].filter(([, samples]) => samples.length > 0)
    .map(([{ name }, samples]) => `${ratioOfMedians(own, samples)?.toFixed(2) ?? '-'} x ${name}`);
  const missing = theirs.size === 0 ? 'neither a C compiler with the PC/SC library nor scriptor to compare with' : compared.join(', ');
  return [
    { name: `between two commands, ${repeatableCard}'s card, by us`, samples: own, note: `${commands} commands a conversation; ${missing}` },
    ...[...theirs].map(([{ name }, samples]): Measurement => (
      { name: `  the same commands, by ${name}`, samples, note: samples.length > 0 ? 'the same service, seen from the card' : 'could not talk to the card' }
    )),
  ];
}
