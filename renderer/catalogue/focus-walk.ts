/** Walks a screen with its keys, both ways, and says where the focus did not go as it should. */
import type { CDPSession, Page } from 'playwright-core';
import type { FocusSeen, KitWindow } from './page-kit.ts';

/** What has the focus now. Sent into the browser whole. */
export const describeFocus = (): FocusSeen => (window as unknown as KitWindow).auditKit.focus();

/** A key as the browser's own protocol names it. */
interface Key {
  readonly key: string;
  readonly code: string;
  readonly windowsVirtualKeyCode: number;
  /** 8: with Shift. */
  readonly modifiers?: 8;
}

/** How a walk is made, and which way it should go. */
interface Way {
  readonly key: Key;
  /** The same key as Playwright names it. */
  readonly pressed: string;
  readonly name: string;
  readonly step: 1 | -1;
  /** Key presses for which, between the last and the first, the browser itself may have the focus. */
  readonly offPage: number;
}

const tab: Key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
const ways: readonly Way[] = [
  { key: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 }, pressed: 'ArrowDown', name: 'the down key', step: 1, offPage: 0 },
  { key: { key: 'ArrowUp', code: 'ArrowUp', windowsVirtualKeyCode: 38 }, pressed: 'ArrowUp', name: 'the up key', step: -1, offPage: 0 },
  { key: tab, pressed: 'Tab', name: 'Tab', step: 1, offPage: 2 },
  { key: { ...tab, modifiers: 8 }, pressed: 'Shift+Tab', name: 'Tab backwards', step: -1, offPage: 2 },
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

/**
 * Presses a key again and again without waiting in between, which takes a tenth of the time: the browser keeps the order, and the page notes
 * the focus at each release. A key that is released while the browser itself has the focus is not heard, and not needed.
 */
async function runRound(page: Page, keyboard: CDPSession, { key, offPage }: Way, targets: number): Promise<readonly FocusSeen[]> {
  await page.evaluate(() => (window as unknown as KitWindow).auditKit.noteFocus());
  const presses = Array.from({ length: targets + 1 + offPage }, () => [
    keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }), keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(presses.flat());
  return page.evaluate(() => (window as unknown as KitWindow).auditKit.notedFocus());
}

/** Presses a key and looks where the focus is, again and again: nothing is lost where a busy machine hears keys late. */
async function stepRound(page: Page, { pressed, offPage }: Way, targets: number): Promise<readonly FocusSeen[]> {
  const round: FocusSeen[] = [];
  for (let press = 0; press < targets + 1 + offPage; press += 1) {
    await page.keyboard.press(pressed);
    round.push(await page.evaluate(describeFocus));
  }
  return round;
}

/** What is wrong with a round that was run and, where it seemed so, with the same one step by step. */
async function walkRound(page: Page, keyboard: CDPSession, way: Way, targets: number): Promise<string[]> {
  const seeming = judgeRound(await runRound(page, keyboard, way, targets), targets, way);
  return seeming.length === 0 ? seeming : judgeRound(await stepRound(page, way, targets), targets, way);
}

/** Walks what is shown once round with each of the keys that move the focus. */
export async function walkView(page: Page): Promise<string[]> {
  const targets = await page.evaluate(() => (window as unknown as KitWindow).auditKit.targets().length);
  if (targets === 0) return [];
  const keyboard = await page.context().newCDPSession(page);
  const problems: string[] = [];
  for (const way of ways) problems.push(...(await walkRound(page, keyboard, way, targets)));
  await keyboard.detach();
  return [...new Set(problems)];
}
