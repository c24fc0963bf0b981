/**
 * Screens in the words that people really meet: those of the service files, recorded from the core (`npm run generate`), and a
 * page for each entry of the failure table. The other samples show each kind of screen at its limits.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Failures, type FailureEntry } from '../../kiosk-config/schema/failures.ts';
import { loadTexts } from '../../kiosk-config/schema/translation.ts';
import { LocalizedText, Screen } from '../../main/contract/index.ts';
import { sampleLanguages } from './sample-languages.ts';
import { certification, type Sample } from './sample.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const Recorded = z.array(Screen.pick({ service: true, allows: true, body: true }).extend({ name: z.string(), service: LocalizedText }));

/** What stands for the placeholders of the table: as long as it gets. */
const fills: Readonly<Record<string, string>> = { triesLeft: '2', message: '您的待遇由户籍地社保机构发放，请回户籍地办理。' };

const fillIn = (text: LocalizedText): LocalizedText =>
  Object.fromEntries(Object.entries(text).map(([tag, words]) => [tag, words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fills[name] ?? whole)])) as LocalizedText;

function failureSample(code: string, { title, whatHappened, whatNow, nothingLost, offers }: FailureEntry, choices: Failures['choices']): unknown {
  // No step can go on without its result and have it in another way as well.
  const ways = offers.filter((offer) => offer !== 'continue' || !offers.includes('other-way'));
  return {
    kind: 'failure', code, title, whatHappened: fillIn(whatHappened), whatNow: fillIn(whatNow), nothingLost,
    choices: (ways.length > 0 ? ways : (['attendant'] as const)).map((offer, index) => ({ id: offer, label: choices[offer], hint: null, weight: index === 0 ? 'primary' : 'equal' })),
  };
}

function failurePages(): readonly Sample[] {
  const { failures, choices } = loadTexts(Failures, at('../../kiosk-config/failures.yaml'), sampleLanguages());
  return Object.entries(failures).map(([code, entry]): Sample => (
    { name: `told-${code}`, service: certification, body: Screen.shape.body.parse(failureSample(code, entry, choices)) }));
}

const recordedPages = (): readonly Sample[] => Recorded.parse(JSON.parse(readFileSync(at('recorded-screens.json'), 'utf8')));

export const servedScreens: readonly Sample[] = [...recordedPages(), ...failurePages()];
