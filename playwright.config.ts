/** Journey tests, faults and audits: the whole kiosk with simulated devices on real wires, driven through the screen and the dock. */
import { defineConfig } from '@playwright/test';
import type { JourneyOptions } from './test/support/journey.ts';

const lockDown = 'journeys/electron-lockdown.spec.ts';

export default defineConfig<object, JourneyOptions>({
  testDir: 'test',
  // One virtual reader, one machine: kiosks are started one after the other.
  workers: 1,
  fullyParallel: false,
  // As in the unit tests: what passes only at the second try is told at the end of `npm test`.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [
    {
      name: 'chromium',
      use: { shell: 'chromium' },
      testMatch: ['journeys/**/*.spec.ts', 'faults/**/*.spec.ts', 'audits/**/*.spec.ts'],
      testIgnore: lockDown,
    },
    // Needs a display and an Electron runtime; without a runtime each of its tests is reported as skipped.
    { name: 'electron', use: { shell: 'electron' }, testMatch: 'journeys/**/*.spec.ts', grep: /electron-lockdown|@both-shells/ },
  ],
});
