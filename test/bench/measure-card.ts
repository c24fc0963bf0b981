/**
 * The card reader below the visit: how long an insertion takes to be seen, and the exchange of one whole reading alone;
 * by the PC/SC service, by another program over the same service, and with the card attached directly.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { cardNamed, untilMedia } from '../support/cards.ts';
import { roundTripsOn } from './devices/apdu-round-trip.ts';
import { ratioOfMedians } from './percentiles.ts';
import { tellProgress } from './progress.ts';
import type { Measurement, Section } from './table.ts';
import { cardTime, timed, turnarounds, type TimedExchange } from './timed-card.ts';
import { openDirectReader, openPcscReader, type VirtualReader } from './virtual-reader.ts';

/** The card of the visits, of the third generation. */
const visitorsCard = 'zhang-san';
const readings = 15;
const readDeadlineMs = 15_000;
/** The service looks at its readers about twice a second. */
const serviceRoundMs = 500;

interface Reading {
  /** Card put in → the device reports media. */
  readonly seenMs: number;
  /** `readHolder` → its completion. */
  readonly holderMs: number;
  readonly exchanges: readonly TimedExchange[];
}

export interface CardMeasurements {
  readonly section: Section;
  /** `readHolder` on the visits' card, by the wire that the visits use where there is one. */
  readonly holder: readonly number[];
  readonly seen: readonly number[];
}

export async function measureCard(): Promise<CardMeasurements> {
  tellProgress(`${readings} readings of a card, below the visit`);
  const direct = await withReader(await openDirectReader(), (reader) => readRepeatedly(reader, visitorsCard, readings));
  const pcsc = await openPcscReader();
  if (!pcsc) return measurementsOf(direct, direct, [], 'no free reader of a PC/SC service on this machine: cards attached directly');
  return withReader(pcsc, async (reader) => {
    const byService = await readRepeatedly(reader, visitorsCard, readings);
    const others = await roundTripsOn(reader);
    return measurementsOf(byService, direct, others, 'by the PC/SC service and its virtual reader');
  });
}

async function withReader<Value>(reader: VirtualReader, work: (reader: VirtualReader) => Promise<Value>): Promise<Value> {
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

async function readRepeatedly({ reader, peer }: VirtualReader, cardName: string, times: number): Promise<Reading[]> {
  const card = timed(cardNamed(cardName));
  const taken: Reading[] = [];
  await untilMedia(reader, 'notPresent');
  for (let n = 0; n < times; n++) {
    // Having just seen a card leave, the service has just looked: people come at any moment of its round.
    await sleep(Math.random() * serviceRoundMs);
    const putInAt = performance.now();
    await peer.insert(card.card);
    await untilMedia(reader, 'present');
    const seenAt = performance.now();
    const completion = await reader.execute('readHolder', null, { deadlineMs: readDeadlineMs }).completion;
    const reading = { seenMs: seenAt - putInAt, holderMs: performance.now() - seenAt, exchanges: card.take() };
    if (completion.code === 'success') taken.push(reading);
    // The service may have been ended by somebody else who uses it; it comes back, and the next reading is as good.
    else tellProgress(`reading ${n + 1} does not count: ${completion.code} ${completion.reason ?? ''}`);
    await reader.execute('powerOff', null, { deadlineMs: readDeadlineMs }).completion;
    await peer.remove();
    await untilMedia(reader, 'notPresent');
  }
  return taken;
}

function measurementsOf(readingsMade: readonly Reading[], direct: readonly Reading[], others: readonly Measurement[], how: string): CardMeasurements {
  const seen = readingsMade.map(({ seenMs }) => seenMs);
  const holder = readingsMade.map(({ holderMs }) => holderMs);
  const directHolder = direct.map(({ holderMs }) => holderMs);
  const commands = readingsMade[0]?.exchanges.length ?? 0;
  const ratio = ratioOfMedians(holder, directHolder)?.toFixed(1) ?? '-';
  return {
    seen, holder,
    section: {
      title: `Card reader, below the visit (${how})`,
      measurements: [
        { name: 'card put in → seen by the device', samples: seen, note: 'the service\'s polling of its reader; nothing of ours waits' },
        { name: 'readHolder: power on and the APDU exchange', samples: holder, note: `${commands} commands; ${ratio} x the same without the service` },
        { name: '  of that: the card itself', samples: readingsMade.map(({ exchanges }) => cardTime(exchanges)), note: 'simulated card, its SM4 included' },
        { name: '  between two commands', samples: readingsMade.flatMap(({ exchanges }) => turnarounds(exchanges)), note: 'answer sent → next command there; vpcd\'s delayed ACKs are in it' },
        { name: 'readHolder, card attached directly', samples: directHolder, note: 'same codecs, no service, no vpcd driver' },
        ...others,
      ],
    },
  };
}
