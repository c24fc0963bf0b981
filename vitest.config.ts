/** Unit tests stand beside the code they test. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['main/**/*.test.ts', 'devices/**/*.test.ts', 'renderer/**/*.test.ts', 'kiosk-config/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
  },
});
