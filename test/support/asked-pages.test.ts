/** The question whether somebody is still there is audited over the kinds of pages over which the core asks it. */
import { expect, test } from 'vitest';
import type { ScreenKind } from '../../main/contract/index.ts';
import { askedSamples } from '../../renderer/catalogue/asked-samples.ts';
import { cardOf, kiosk, openKiosk, type OpenKiosk, person } from './visitor.ts';

type Act = (visitor: OpenKiosk) => Promise<void>;

const insert: Act = (visitor) => visitor.insert(cardOf(person('zhang-san')));
const choose = (choice: string): Act => (visitor) => visitor.choose(choice);
const typePin: Act = (visitor) => visitor.type('260715');

/** Through the kiosk from the first page to the last. */
const through: readonly Act[] = [
  (visitor) => visitor.start(), (visitor) => visitor.open(), choose('other-way'), insert, choose('continue'), choose('continue'), choose('pin'), typePin,
  choose('confirm'), choose('continue'), choose('skip'), (visitor) => visitor.touch('cancel'),
];
/** To the kinds of pages that are not met on that way. Those before a camera and those of a closed kiosk wait for nobody. */
const aside: readonly (readonly Act[])[] = [
  [
    (visitor) => {
      visitor.platform.answers.set('contact-details', { outcome: 'none', facts: {} });
      return visitor.start();
    },
    (visitor) => visitor.open('contact-details'), insert, choose('continue'), choose('pin'), typePin,
  ],
  [...through.slice(0, 7), async (visitor) => { visitor.cardReader.remove(); await visitor.clock.advance(0); }],
];

async function kindsMet(): Promise<{ asked: Set<ScreenKind>; left: Set<ScreenKind> }> {
  const [asked, left] = [new Set<ScreenKind>(), new Set<ScreenKind>()];
  for (const way of [...through.map((_, length) => through.slice(0, length)), through, ...aside]) {
    const visitor = openKiosk();
    for (const act of way) await act(visitor);
    const { kind } = visitor.screen().body;
    await visitor.clock.advance(kiosk.idle.askAfterSeconds * 1000);
    (visitor.screen().idleWarning ? asked : left).add(kind);
    visitor.visits.close();
  }
  return { asked, left };
}

test('every kind of page over which the core asks, and no other, is audited under the question', { timeout: 120_000 }, async () => {
  const { asked, left } = await kindsMet();
  expect([...asked].sort()).toEqual([...new Set(askedSamples.map(({ body }) => body.kind))].sort());
  expect([...left].filter((kind) => asked.has(kind))).toEqual([]);
});
