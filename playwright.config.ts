/** Journey tests and audits: the whole kiosk with simulated devices on real wires, driven through the screen and the dock. */
import { defineConfig } from '@playwright/test';
import { findElectron } from './main/launch/electron.ts';

const electron = findElectron();

export default defineConfig({
  testDir: 'test',
  testMatch: ['journeys/**/*.spec.ts', 'audits/**/*.spec.ts', 'faults/**/*.spec.ts'],
  // One virtual reader, one machine: kiosks are started one after the other.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [
    { name: 'chromium', use: { shell: 'chromium' } },
    { name: 'electron', use: { shell: 'electron' }, testMatch: ['journeys/**/*.spec.ts'], metadata: { runtime: electron?.executable ?? null } },
  ],
} as Parameters<typeof defineConfig>[0]);
