/** Whole visits by card and PIN, walked through the screen and the dock, and what each part of them takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { personById } from '../../devices/simulators/persons.ts';
import type { DemoWires } from './demo-wires.ts';
import { proportionalSetMiB } from './memory.ts';
import type { Paint } from './paint.ts';
import { tellProgress } from './progress.ts';
import { preciseNow, type RunningKiosk } from './running-kiosk.ts';
import type { Section } from './table.ts';

/** A third-generation card: the longest exchange. */
const visitor = 'zhang-san';
/** A card put in sooner after the last one left would be held back by the dock, so that the service sees it leave. */
const cardSwapMs = 1_100;
const toldEvery = 5;

export interface MemorySeries {
  /** MiB (proportional set size) on the first screen: before the first visit, then after each. */
  readonly core: readonly number[];
  readonly renderers: readonly number[];
}

export interface VisitMeasurements {
  readonly section: Section;
  /** Card in → name painted, for comparison with the exchange alone. */
  readonly cardToName: readonly number[];
  readonly memory: MemorySeries;
}

/** What one visit adds to. */
interface VisitSamples {
  readonly plainTouches: number[];
  readonly statusQuery: number[];
  readonly cardToName: number[];
  readonly pinToReview: number[];
  readonly confirmToResult: number[];
  readonly resultToRating: number[];
  readonly cardInToDockAnswer: number[];
}

export async function measureVisits(kiosk: RunningKiosk, wires: DemoWires, visits: number): Promise<VisitMeasurements> {
  const samples: VisitSamples = { plainTouches: [], statusQuery: [], cardToName: [], pinToReview: [], confirmToResult: [], resultToRating: [], cardInToDockAnswer: [] };
  const memory = { core: [] as number[], renderers: [] as number[] };
  const weigh = async (): Promise<void> => {
    memory.core.push(proportionalSetMiB([kiosk.corePid]));
    memory.renderers.push(proportionalSetMiB(await kiosk.rendererPids()));
  };
  await weigh();
  for (let visit = 1; visit <= visits; visit++) {
    if (visit % toldEvery === 1) tellProgress(`visit ${visit} of ${visits}`);
    await wires.dock('hall afresh');
    await walk(kiosk, wires, samples);
    await weigh();
  }
  return { section: sectionOf(samples), cardToName: samples.cardToName, memory };
}

/** Milliseconds from the touch that led to `paint`. */
const sinceTouch = ({ touchedAt, paintedAt }: Paint): number => paintedAt - (touchedAt ?? Number.NaN);

async function walk(kiosk: RunningKiosk, wires: DemoWires, samples: VisitSamples): Promise<void> {
  const arrivedAt = preciseNow();
  const plainTouch = async (selector: string): Promise<void> => {
    samples.plainTouches.push(sinceTouch(await kiosk.touch(selector)));
  };
  await plainTouch('[data-screen="attract"] .start');
  await plainTouch('[data-service="benefit-certification"]');
  await plainTouch('[data-choice="other-way"]');

  await sleep(Math.max(0, arrivedAt + cardSwapMs - preciseNow()));
  const cardInAt = preciseNow();
  await wires.dock(`insert ${visitor}`);
  samples.cardInToDockAnswer.push(preciseNow() - cardInAt);
  samples.cardToName.push((await kiosk.firstPainted('information')).paintedAt - cardInAt);

  samples.statusQuery.push(sinceTouch(await kiosk.touch('[data-choice="continue"]')));
  await plainTouch('[data-choice="continue"]');
  await plainTouch('[data-choice="pin"]');
  await typePin(kiosk);
  samples.pinToReview.push(await fromTouchTo(kiosk, '[data-key="enter"]', 'review'));
  samples.confirmToResult.push(await fromTouchTo(kiosk, '[data-choice="confirm"]', 'result'));
  samples.resultToRating.push(await fromTouchTo(kiosk, '[data-screen="result"] [data-choice]', 'rating'));
  await fromTouchTo(kiosk, '[data-level="5"]', 'take');
  await wires.dock('remove');
  await wires.dock('take-receipt');
  await sayAllIsTaken(kiosk);
  await kiosk.firstPainted('farewell');
  await kiosk.nextDocument('[data-screen="farewell"] .cancel');
}

/** Milliseconds from the touch to the first screen of that kind, whatever is shown between. */
async function fromTouchTo(kiosk: RunningKiosk, selector: string, kind: string): Promise<number> {
  const next = await kiosk.touch(selector);
  const wanted = await kiosk.firstPainted(kind);
  return wanted.paintedAt - (next.touchedAt ?? Number.NaN);
}

/** What no device can see gone is taken on the person's word; the screen asks for it only then. */
async function sayAllIsTaken({ page }: RunningKiosk): Promise<void> {
  const done = page.locator('[data-choice="done"]');
  await done.or(page.locator('[data-screen="farewell"]')).first().waitFor();
  if (await done.isVisible()) await done.click();
}

async function typePin(kiosk: RunningKiosk): Promise<void> {
  const pin = personById(visitor)?.card?.pin ?? '';
  for (const digit of pin) await kiosk.press(`[data-key="${digit}"]`);
  await kiosk.page.locator('.digits .filled').nth(pin.length - 1).waitFor();
}

function sectionOf(samples: VisitSamples): Section {
  return {
    title: 'Visits by card and PIN, through the screen (times in the page: end of the touch → second animation frame)',
    measurements: [
      { name: 'touch → next screen painted', samples: samples.plainTouches, note: 'touches that wait for no device and no platform' },
      { name: 'touch → benefit status painted', samples: samples.statusQuery, note: 'with one query to the demo hall' },
      { name: 'card in → name painted', samples: samples.cardToName, note: 'insertion seen, exchange, card-status query, painting' },
      { name: '  of that: dock command → card connected', samples: samples.cardInToDockAnswer, note: 'the bench\'s own way to put the card in' },
      { name: 'PIN entered → review painted', samples: samples.pinToReview, note: 'VERIFY on the card, with the reads before it' },
      { name: 'confirm → result painted', samples: samples.confirmToResult, note: 'journal kept (fsync), sent, accepted, painted' },
      { name: 'result → rating painted', samples: samples.resultToRating, note: 'receipt composed, printed at paper pace (25 ms a line), acknowledged' },
    ],
  };
}
