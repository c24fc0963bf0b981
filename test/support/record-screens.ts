/**
 * Walks every service file through the real core, with every answer its platform may give and everything a person can do, and
 * keeps each screen that is shown, and the page of every failure: what the audit measures beside its own samples. `npm run
 * generate` writes the file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Screen, ScreenBody } from '../../main/contract/index.ts';
import type { Fact } from '../../main/core/platform/port.ts';
import { failureScreens } from './failure-screens.ts';
import type { ScriptedAnswer } from './fake-hall.ts';
import { attendantsCard, cardOf, openKiosk, person, type OpenKiosk } from './visitor.ts';

export interface RecordedScreen {
  readonly name: string;
  readonly service: Screen['service'];
  readonly allows: Screen['allows'];
  readonly body: ScreenBody;
}

const folder = path.resolve(import.meta.dirname, '../../kiosk-config/services');
export const recordedFile = path.resolve(import.meta.dirname, '../../renderer/catalogue/recorded-screens.json');

/** What a service file says of the queries of its steps; everything else of it is the loader's affair. */
interface QuerySteps {
  readonly id: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly params?: { readonly operation?: string; readonly outcomes?: Readonly<Record<string, { readonly facts?: Readonly<Record<string, Fact['type']>> }>> };
  }[];
}

/** Longer ways come to no page that a shorter one has not shown. */
const mostSteps = 24;
const pin = '260715';
/** Values that the field rules accept; several, so that each kind of field finds its own. */
const entries = ['13800001234', '440106', '5501', '2020-05-01', '示范路8号2单元301室'] as const;

const sampleFacts: Readonly<Record<Fact['type'], (name: string) => Fact>> = {
  date: () => ({ type: 'date', value: '2026-12-12' }),
  text: () => ({ type: 'text', value: { 'zh-CN': '示范区社会保险基金管理中心', en: 'Demonstration Social Insurance Fund Centre' } }),
  number: () => ({ type: 'number', value: 20 }),
  rate: () => ({ type: 'rate', basisPoints: 2000 }),
  // A range with the usual base in it.
  money: (name) => ({ type: 'money', fen: /^highest/.test(name) ? 2_475_000 : /^lowest/.test(name) ? 495_000 : 550_100 }),
};

/** One thing a person does. */
type Act = { readonly kind: 'choose' | 'open' | 'enter'; readonly what: string } | { readonly kind: 'start' | 'card' | 'pin' | 'rate' | 'attendant' };

/** What the platform answers to the service's query, and how one gets to the screen. */
interface Way {
  readonly service: string;
  readonly answer: readonly [operation: string, result: ScriptedAnswer] | null;
  readonly acts: readonly Act[];
}

async function perform(visitor: OpenKiosk, act: Act): Promise<void> {
  switch (act.kind) {
    case 'start': return visitor.start();
    case 'open': return visitor.open(act.what);
    case 'choose': return visitor.choose(act.what);
    case 'enter': return visitor.enter(act.what);
    case 'card': return visitor.insert(cardOf(person('zhang-san')));
    case 'attendant': {
      visitor.cardReader.remove();
      return visitor.insert(attendantsCard());
    }
    case 'pin': return visitor.type(pin);
    case 'rate': return visitor.rate(5);
    default: return act satisfies never;
  }
}

function actsAt({ body }: Screen, service: string): readonly Act[] {
  const choices = 'choices' in body ? body.choices.map(({ id }): Act => ({ kind: 'choose', what: id })) : [];
  switch (body.kind) {
    case 'attract': return [{ kind: 'start' }];
    case 'menu': return [{ kind: 'open', what: service }];
    case 'present': return [{ kind: 'card' }, { kind: 'attendant' }, ...choices];
    case 'pin': return [{ kind: 'pin' }, ...choices];
    case 'entry': return [...entries.map((what): Act => ({ kind: 'enter', what })), ...choices];
    case 'rating': return [{ kind: 'rate' }];
    default: return choices;
  }
}

const slug = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 40);

/** Breadth first, so that every page is found by the shortest way to it. */
async function walk(service: string, answer: Way['answer'], keep: (screen: Screen) => boolean): Promise<void> {
  const ways: Way[] = [{ service, answer, acts: [] }];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const visitor = openKiosk();
    if (way.answer) visitor.platform.answers.set(...way.answer);
    for (const act of way.acts) await perform(visitor, act);
    const screen = visitor.screen();
    const isNew = screen.body.kind === 'attract' && way.acts.length > 0 ? false : keep(screen);
    visitor.visits.close();
    if (!isNew || way.acts.length >= mostSteps) continue;
    ways.push(...actsAt(screen, service).map((act): Way => ({ ...way, acts: [...way.acts, act] })));
  }
}

/** The answers that the platform may give to the query of a service; null: those it gives anyhow. */
function answersFor(file: QuerySteps): readonly Way['answer'][] {
  const queries = file.steps.filter(({ kind }) => kind === 'query').flatMap(({ params }) => (params?.operation && params.outcomes ? [[params.operation, params.outcomes] as const] : []));
  const told = queries.flatMap(([operation, outcomes]) => Object.entries(outcomes).map(([outcome, { facts = {} }]): Way['answer'] => {
    return [operation, { outcome, facts: Object.fromEntries(Object.entries(facts).map(([name, type]) => [name, sampleFacts[type](name)])) }];
  }));
  return told.length === 0 ? [null] : told;
}

function recordFailures(): readonly RecordedScreen[] {
  const count = new Map<string, number>();
  return failureScreens().flatMap(({ service, allows, body }) => {
    if (body.kind !== 'failure') return [];
    const number = (count.get(body.code) ?? 0) + 1;
    count.set(body.code, number);
    return [{ name: number === 1 ? `told-${body.code}` : `told-${body.code}-${number}`, service, allows, body }];
  });
}

/** Every screen of every service, once, in the order of the files, and every page of a failure; what else belongs to no service is not kept. */
export async function recordScreens(): Promise<readonly RecordedScreen[]> {
  const screens = new Map<string, RecordedScreen>();
  const names = new Map<string, number>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort()) {
    const file = parse(readFileSync(path.join(folder, name), 'utf8')) as QuerySteps;
    for (const answer of answersFor(file)) {
      const seen = new Set<string>();
      await walk(file.id, answer, ({ service, allows, body }) => {
        const key = JSON.stringify({ service, body });
        if (seen.has(key)) return false;
        seen.add(key);
        if (service === null || screens.has(key)) return true;
        const title = 'title' in body ? slug(body.title.en) : '';
        const plain = `${file.id}-${body.kind}${title && `-${title}`}`.slice(0, 52);
        const count = (names.get(plain) ?? 0) + 1;
        names.set(plain, count);
        screens.set(key, { name: count === 1 ? plain : `${plain}-${count}`, service, allows, body });
        return true;
      });
    }
  }
  return [...screens.values(), ...recordFailures()];
}

export const renderRecorded = (screens: readonly RecordedScreen[]): string => `[\n${screens.map((screen) => JSON.stringify(screen)).join(',\n')}\n]\n`;

if (import.meta.main) writeFileSync(recordedFile, renderRecorded(await recordScreens()));
