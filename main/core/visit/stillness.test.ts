import path from 'node:path';
import { expect, test } from 'vitest';
import { createMachine, type AnyStateNode } from 'xstate';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { cardOf, kiosk, openKiosk, person } from '../../../test/support/visitor.ts';
import { openCatalogue } from '../services/index.ts';
import { metaOf, pageAt, pagesFrom, type PageEdge } from '../services/chart-pages.ts';
import { composeVisit } from './compose.ts';

const folder = path.resolve(import.meta.dirname, '../../../kiosk-config');
const catalogue = openCatalogue(folder, openLanguages(path.join(folder, 'languages')));
const { root } = composeVisit(catalogue.services, catalogue.failures, catalogue.texts);

/** Every page of every service, with what leads away from it. */
const allPages = (): ReadonlyMap<AnyStateNode, readonly PageEdge[]> => pagesFrom(pageAt(createMachine({ ...(root as object), id: 'visit' }).root));

/** `xstate.after.idleAnswer.visit.menu.warned` → `after idleAnswer`; `failed.card-mute` → `failed`. */
function kindOf(event: string): string {
  const [, delay] = /^xstate\.after\.([a-zA-Z]+)/.exec(event) ?? [];
  return delay ? `after ${delay}` : event.split('.', 1)[0] || 'at once';
}

test('no page goes on without the person but in the ways that must be', () => {
  const moves = [...allPages()].flatMap(([page, edges]) => edges
    .filter(({ edge, target }) => edge.by !== 'person' && (target.type === 'history' || pageAt(target) !== page))
    .map(({ event }) => `${metaOf(page).node}: ${kindOf(event)}`));
  expect([...new Set(moves)].sort()).toEqual([
    // A page that asks something: nobody is there any more, a device broke, or the page itself is gone.
    'ask: after idleAnswer',
    'ask: after takeTime',
    'ask: failed',
    'ask: visit',
    // What shows nothing is gone at once.
    'decide: at once',
    'decide: visit',
    'fail: after idleAnswer',
    'fail: after takeTime',
    'fail: failed',
    'fail: visit',
    'farewell: after farewellTime',
    'menu: after idleAnswer',
    'menu: visit',
    // Work ends: by what came of it, or by its deadline.
    'work: after deadline',
    'work: failed',
    'work: outcome',
    'work: visit',
  ]);
});

test('what a device sees moves a page on only where the page asks for it', () => {
  const waiting = [...allPages()].filter(([page, edges]) => metaOf(page).node !== 'work' && edges.some(({ event }) => event.startsWith('outcome.')));
  const names = waiting.map(([page]) => metaOf(page).key.split('/').slice(-2).join('/'));
  expect([...new Set(names)].sort()).toEqual(['card-out/out', 'co-sign/present', 'identify/known', 'identify/waiting', 'pin/enter', 'take/take']);
});

test('a person who only reads finds every page of a certification as it was, until they are asked whether they are there', async () => {
  const visitor = openKiosk();
  const walk = [
    () => visitor.start(), () => visitor.open(), () => visitor.choose('other-way'), () => visitor.insert(cardOf(person('zhang-san'))),
    () => visitor.choose('continue'), () => visitor.choose('continue'), () => visitor.choose('pin'), () => visitor.type('260715'),
    () => visitor.choose('confirm'), () => visitor.choose('continue'),
  ];
  const kinds: string[] = [];
  for (const step of walk) {
    await step();
    const before = visitor.screen();
    kinds.push(before.body.kind);
    await visitor.clock.advance(kiosk.idle.askAfterSeconds * 1000 - 1);
    expect(visitor.screen()).toEqual(before);
    await visitor.touch('more-time');
  }
  expect(kinds).toEqual(['menu', 'consent', 'present', 'information', 'information', 'information', 'pin', 'review', 'result', 'rating']);
});
