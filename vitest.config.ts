/** Unit tests stand beside the code they test. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['main/**/*.test.ts', 'devices/**/*.test.ts', 'renderer/**/*.test.ts', 'kiosk-config/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    // Some tests write real files and start real programs; a slow machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Real sockets, real pcscd, real programs: one hiccup of the machine is told at the end of `npm test`, but stops nobody.
    retry: 1,
  },
});
