/**
 * Tests of whole journeys: one kiosk for all tests of a file and shell, put in order and brought to its first screen before each.
 * A test that fails costs the kiosk too; the next one gets a fresh one.
 */
import { test as base } from '@playwright/test';
import { findElectron } from '../../main/launch/electron.ts';
import { startKiosk, type KioskUnderTest, type PanelKind, type ShellKind } from './kiosk.ts';
import { walkIn, type WalkIn } from './walk-in.ts';

/** Options a project or a file may set. */
export interface JourneyOptions {
  readonly shell: ShellKind;
  readonly panel: PanelKind;
  /** Which of `kiosk-config/profiles`; null: the usual one for the panel. */
  readonly profile: string | null;
}

/** Journeys with this tag are walked in Electron as well as in Chromium. */
export const inBothShells = { tag: '@both-shells' } as const;

/** From nothing to the first screen, on a slow machine. */
const kioskStartMs = 180_000;

interface JourneyFixtures {
  readonly shellAtHand: undefined;
  /** Somebody who stands before the kiosk, which shows its first screen and has everything in order. */
  readonly person: WalkIn;
}

export const test = base.extend<JourneyFixtures, JourneyOptions & { readonly kiosk: KioskUnderTest }>({
  shell: ['chromium', { option: true, scope: 'worker' }],
  panel: ['portrait', { option: true, scope: 'worker' }],
  profile: [null, { option: true, scope: 'worker' }],

  kiosk: [async ({ shell, panel, profile }, use) => {
    const kiosk = await startKiosk({ shell, panel, profile });
    await use(kiosk);
    await kiosk.stop();
  }, { scope: 'worker', timeout: kioskStartMs }],

  shellAtHand: [async ({ shell }, use, testInfo) => {
    testInfo.skip(shell === 'electron' && findElectron() === null, 'SKIPPED: this machine has no Electron runtime, so the Electron journeys prove nothing here');
    await use(undefined);
  }, { auto: true }],

  person: async ({ kiosk }, use, testInfo) => {
    const person = walkIn(kiosk);
    await kiosk.dock('reset');
    await person.waitUntilAbandoned();
    await kiosk.dock('hall afresh');
    await use(person);
    // The pictures of a failed run stay on its machine; what was on the screen must be told where it is read.
    if (testInfo.status !== testInfo.expectedStatus) console.error(`When the test failed the screen said: ${await person.said()}`);
  },
});

export { expect } from '@playwright/test';
