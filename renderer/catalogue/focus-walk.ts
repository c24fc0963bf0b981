/** Walks a screen with its keys, both ways, and says where the focus did not go as it should. */
import type { Page } from 'playwright-core';
import type { FocusSeen, KitWindow } from './page-kit.ts';

/** What has the focus now. Sent into the browser whole. */
export const describeFocus = (): FocusSeen => (window as unknown as KitWindow).auditKit.focus();

/** How a walk is made, and which way it should go. */
interface Way {
  readonly key: string;
  readonly name: string;
  readonly step: 1 | -1;
  /** Key presses for which, between the last and the first, the browser itself may have the focus. */
  readonly offPage: number;
}

const ways: readonly Way[] = [
  { key: 'ArrowDown', name: 'the down key', step: 1, offPage: 0 },
  { key: 'ArrowUp', name: 'the up key', step: -1, offPage: 0 },
  { key: 'Tab', name: 'Tab', step: 1, offPage: 2 },
  { key: 'Shift+Tab', name: 'Tab backwards', step: -1, offPage: 2 },
];

/** What is wrong with one round through all `targets`, one entry a key press. Pure. */
export function judgeRound(round: readonly FocusSeen[], targets: number, { name, step }: Pick<Way, 'name' | 'step'>): string[] {
  const met = round.flatMap(({ place, label, visible }) => (typeof place === 'number' ? [{ place, label, visible }] : []));
  const strays = new Set(round.filter(({ place }) => place === 'other').map(({ label }) => label));
  const reached = new Set(met.map(({ place }) => place)).size;
  const astray = met.findIndex(({ place }, index) => index > 0 && place !== ((met[index - 1]?.place ?? 0) + step + targets) % targets);
  const unseen = new Set(met.filter(({ visible }) => !visible).map(({ label }) => label));
  return [
    ...(reached < targets ? [`${name} reaches ${reached} of ${targets} targets`] : []),
    ...(reached === targets && met.length <= targets && targets > 1 ? [`${name} does not come round`] : []),
    ...(astray > 0 ? [`${name} goes from "${met[astray - 1]?.label ?? ''}" to "${met[astray]?.label ?? ''}"`] : []),
    ...[...strays].map((label) => `${name} goes to "${label}", where nothing can be done`),
    ...[...unseen].map((label) => `the focus is not seen on "${label}"`),
  ];
}

async function goRound(page: Page, { key, offPage }: Way, targets: number): Promise<FocusSeen[]> {
  const round: FocusSeen[] = [];
  for (let press = 0; press < targets + 1 + offPage; press += 1) {
    await page.keyboard.press(key);
    round.push(await page.evaluate(describeFocus));
  }
  return round;
}

/** Walks what is shown once round with each of the keys that move the focus. */
export async function walkView(page: Page): Promise<string[]> {
  const targets = await page.evaluate(() => (window as unknown as KitWindow).auditKit.targets().length);
  if (targets === 0) return [];
  const problems: string[] = [];
  for (const way of ways) problems.push(...judgeRound(await goRound(page, way, targets), targets, way));
  return [...new Set(problems)];
}
