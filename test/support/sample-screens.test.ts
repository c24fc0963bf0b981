/** The samples that the audit measures are made by hand; what frames them and what can be chosen on them is held against the core. */
import { expect, test } from 'vitest';
import { defaultModes, type Screen } from '../../main/contract/index.ts';
import { catalogue } from '../../renderer/catalogue/catalogue.ts';
import { type Sample, screenOf } from '../../renderer/catalogue/sample.ts';
import { servedScreens } from '../../renderer/catalogue/served-screens.ts';
import { cardOf, documentOf, openKiosk, type OpenKiosk, person } from './visitor.ts';

type Shown = Pick<Screen, 'allows' | 'body' | 'help'>;
type Act = (visitor: OpenKiosk) => Promise<void>;

const start: Act = (visitor) => visitor.start();
const insert: Act = (visitor) => visitor.insert(cardOf(person('zhang-san')));
const choose = (choice: string): Act => (visitor) => visitor.choose(choice);
const enter = (value: string): Act => (visitor) => visitor.enter(value);
const pin: Act = (visitor) => visitor.type('260715');

const ways: readonly (readonly Act[])[] = [
  // From the first page to the last.
  [
    start, (visitor) => visitor.open(), choose('other-way'), insert, choose('continue'), choose('continue'), choose('pin'), pin,
    choose('confirm'), choose('continue'), choose('skip'),
    async (visitor) => { visitor.cardReader.remove(); await visitor.clock.advance(0); },
  ],
  // An answer that cannot be taken, and one that is changed.
  [
    (visitor) => {
      visitor.platform.answers.set('contact-details', { outcome: 'none', facts: {} });
      return visitor.start();
    },
    (visitor) => visitor.open('contact-details'), insert, choose('continue'), choose('pin'), pin,
    enter('1'), enter('13800001234'), enter('440106'), enter('示范路8号2单元301室'), choose('skip'), choose('change-phone'), enter('1'), choose('keep'), choose('change-address'),
  ],
  // An identity card that was read and that its reader then does not see.
  [
    start, (visitor) => visitor.open(), choose('other-way'), (visitor) => visitor.lay(documentOf(person('zhang-san'))),
    async (visitor) => { visitor.idScanner.setMedia('unknown'); await visitor.touch('cancel'); },
    choose('leave'),
  ],
  // A kiosk that can do nothing.
  [async (visitor) => { for (const { id } of visitor.stage.services) visitor.setOpening(id, { closed: { 'zh-CN': '暂停', en: 'closed' }, sign: null }); }],
];

/** Every screen on these ways, those among them that stand for a moment only. */
async function met(): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  for (const way of ways) {
    const visitor = openKiosk();
    shown.push(visitor.screen());
    visitor.visits.onScreen((screen) => shown.push(screen));
    for (const act of way) await act(visitor);
    await visitor.visits.close();
  }
  return shown;
}

const framed = ({ body: { kind }, allows: { back, cancel, moreTime } }: Shown): string =>
  `${kind}: ${[...(back ? ['back'] : []), ...(cancel ? ['cancel'] : []), ...(moreTime ? ['more time'] : [])].join(', ')}`;
/** How its choices are drawn, in order. */
const offered = ({ body }: Shown): string => `${body.kind}: ${'choices' in body ? body.choices.map(({ weight }) => weight).join(', ') : ''}`;
const asSeen = (sample: Sample): Shown => screenOf(sample, defaultModes, 'sample');

test('a sample offers what the core offers on a page of its kind: around it, and to choose', { timeout: 120_000 }, async () => {
  const known = [...await met(), ...servedScreens.map(asSeen)];
  const kinds = new Set(known.map(({ body }) => body.kind));
  const samples = catalogue.filter(({ body }) => kinds.has(body.kind)).map((sample) => ({ name: sample.name, screen: asSeen(sample) }));
  const strange = (look: (screen: Shown) => string): string[] => {
    const looks = new Set(known.map(look));
    return samples.filter(({ screen }) => !looks.has(look(screen))).map(({ name, screen }) => `${name} is ${look(screen)}`);
  };
  // A face needs a camera, which is walked elsewhere.
  expect([...new Set(catalogue.map(({ body }) => body.kind))].filter((kind) => !kinds.has(kind))).toEqual(['face']);
  expect(strange(framed)).toEqual([]);
  expect(strange(offered)).toEqual([]);
});
