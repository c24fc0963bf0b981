/**
 * Screens in the words that people really meet, recorded from the core (`npm run generate`): those of the service files, and the pages
 * of all failures. The other samples show each kind of screen at its limits.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { LocalizedText, Screen, type ScreenBody } from '../../main/contract/index.ts';
import type { Sample } from './sample.ts';

const Recorded = z.array(Screen.pick({ service: true, allows: true, body: true }).extend({ name: z.string(), service: LocalizedText }));

/** More rows than these, each with its button, take a second page on a wide panel. */
const mostRows = 6;

/** The places of a whole country, and a review of many answers, are read on in usual letters too, as in the other samples. */
const takesPages = (body: ScreenBody): boolean => (body.kind === 'entry' && body.field.kind === 'region') || (body.kind === 'review' && body.rows.length > mostRows);

export const servedScreens: readonly Sample[] = Recorded.parse(JSON.parse(readFileSync(fileURLToPath(new URL('recorded-screens.json', import.meta.url)), 'utf8')))
  .map((screen) => ({ ...screen, ...(takesPages(screen.body) && { manyPages: true }) }));
