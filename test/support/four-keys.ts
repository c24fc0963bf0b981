/** The kiosk's four keys, as a test presses them. */
import type { Page } from '@playwright/test';

const names = { down: 'ArrowDown', up: 'ArrowUp', select: 'Enter', back: 'Escape' } as const;
export type FourKey = keyof typeof names;

/** Presses one of the four on that page. */
export const fourKeysOf = (page: Page) => (key: FourKey): Promise<void> => page.keyboard.press(names[key]);
