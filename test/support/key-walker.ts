/** Somebody who sees the screen and has four keys for it, no finger: goes only where the focus is seen, and must never be left without one. */
import { expect, type Page } from '@playwright/test';
import type { ScreenKind } from '../../main/contract/index.ts';
import { fourKeysOf } from './four-keys.ts';
import type { KioskUnderTest } from './kiosk.ts';
import { trembleMs } from './walk-in.ts';

/** More things than any page lets people do. */
const longestWalk = 60;
/** More pages than any list has. */
const mostPages = 12;

interface Sight {
  /** First line of what has the focus. */
  readonly name: string;
  /** Whether it stands out, and nothing lies over it. */
  readonly seen: boolean;
  /** The shorter way to the thing wanted; null where it is not on this page. */
  readonly way: 'here' | 'down' | 'up' | null;
}

/** As much of an element as the eye needs: tests are compiled without the browser's own types. */
interface Seen {
  readonly innerText: string;
  getAttribute(name: string): string | null;
  checkVisibility(options: { readonly checkVisibilityCSS: true }): boolean;
  /** 4: the other stands behind this one in the document. */
  compareDocumentPosition(other: Seen): number;
}

/** What the eye finds: the focus, and which way from it something lies. */
const lookFor = (page: Page, wanted: string): Promise<Sight> => page.locator('.stage').evaluate((stage, name): Sight => {
  const firstLine = (element: Seen): string => element.getAttribute('aria-label') ?? element.innerText.trim().split('\n', 1)[0] ?? '';
  const scope = stage.querySelector('[role="dialog"]') ?? stage;
  const doable: readonly Seen[] = [...scope.querySelectorAll('[data-doable]')];
  const walk = doable.filter((element) => element.checkVisibility({ checkVisibilityCSS: true }));
  const focused = stage.ownerDocument.activeElement;
  const style = stage.ownerDocument.defaultView.getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const onTop = stage.ownerDocument.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const standsOut = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  const target = walk.findIndex((element) => firstLine(element) === name);
  const place = walk.indexOf(focused);
  const before = walk.filter((element) => (element.compareDocumentPosition(focused) & 4) !== 0).length;
  const down = (target - (place < 0 ? before - 1 : place) + walk.length) % walk.length;
  return {
    name: firstLine(focused),
    seen: standsOut && focused.contains(onTop),
    way: target < 0 ? null : target === place ? 'here' : down <= walk.length / 2 ? 'down' : 'up',
  };
}, wanted);

export function keyWalker({ page }: KioskUnderTest) {
  const screen = page.locator('[data-screen]');
  const press = fourKeysOf(page);

  const seesFocus = async (): Promise<void> => {
    await expect.poll(async () => (await lookFor(page, '')).seen, { message: 'the focus is seen' }).toBe(true);
  };
  /** Goes to the thing of that name, key by key; false where this page has none. */
  const goTo = async (name: string): Promise<boolean> => {
    // Until a list is laid out it shows nothing, and what it shows may go again.
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    for (let step = 0; step < longestWalk; step += 1) {
      const { way, seen, name: at } = await lookFor(page, name);
      if (step > 0) expect(seen, `the focus is seen on "${at}"`).toBe(true);
      if (way === null) return false;
      if (way === 'here') return true;
      await press(way);
    }
    throw new Error(`"${name}" is not reached with ${longestWalk} keys`);
  };
  const select = async (name: string): Promise<void> => {
    await expect(async () => expect(await goTo(name), `there is "${name}"`).toBe(true)).toPass({ timeout: 30_000 });
    await press('select');
  };
  const screenId = async (): Promise<string> => await screen.getAttribute('data-screen-id') ?? '';
  const arrives = async (before: string): Promise<void> => {
    await expect(screen).not.toHaveAttribute('data-screen-id', before);
    await seesFocus();
  };

  return {
    press, select, seesFocus,
    /** Selects what stays on the screen, and still sees where they are. */
    async touches(name: string): Promise<void> {
      await select(name);
      await seesFocus();
    },
    /** Selects what leads to another screen. */
    async goesOn(name: string): Promise<void> {
      const before = await screenId();
      await select(name);
      await arrives(before);
    },
    /** The key that leads back. */
    async goesBack(): Promise<void> {
      const before = await screenId();
      await press('back');
      await arrives(before);
    },
    async types(names: Iterable<string>): Promise<void> {
      for (const name of names) {
        await select(name);
        await page.waitForTimeout(trembleMs);
      }
    },
    /** What is not on this page of the list is on one of the next. */
    async picks(...names: readonly string[]): Promise<void> {
      for (const name of names) {
        for (let pages = 0; pages < mostPages && !(await goTo(name)); pages += 1) {
          await select('下一页');
          await seesFocus();
        }
        await press('select');
        await seesFocus();
      }
    },
    sees: (kind: ScreenKind, words: string | RegExp = ''): Promise<void> => expect(page.locator(`[data-screen="${kind}"]`)).toContainText(words),
  };
}
