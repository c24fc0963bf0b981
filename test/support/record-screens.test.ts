/** The recorded screens are those that the core shows now. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordedFile, recordScreens, renderRecorded } from './record-screens.ts';

test('what the audit measures of the services is what the core shows; else run npm run generate', { timeout: 180_000 }, async () => {
  expect(renderRecorded(await recordScreens())).toBe(readFileSync(recordedFile, 'utf8'));
});
