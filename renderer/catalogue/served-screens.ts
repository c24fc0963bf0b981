/**
 * Screens in the words that people really meet, recorded from the core (`npm run generate`): those of the service files, and the pages
 * of all failures. The other samples show each kind of screen at its limits.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { LocalizedText, Screen } from '../../main/contract/index.ts';
import type { Sample } from './sample.ts';

const Recorded = z.array(Screen.pick({ service: true, allows: true, body: true }).extend({ name: z.string(), service: LocalizedText }));

export const servedScreens: readonly Sample[] = Recorded.parse(JSON.parse(readFileSync(fileURLToPath(new URL('recorded-screens.json', import.meta.url)), 'utf8')));
