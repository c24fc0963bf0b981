import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import type { Panel } from '../../main/contract/index.ts';
import { catalogue } from './catalogue.ts';
import { everyView, nameOf, panelNamed, panelNames, sampledViews, tightestViews, wordedViews } from './views.ts';

const languages = ['zh-CN', 'en'];
const valuesIn = (views: ReturnType<typeof everyView>): string[] =>
  [...new Set(views.flatMap(({ panel, modes: { textSize, language, contrast, reach, voice } }) => [panel, textSize, language, contrast, reach, `voice ${voice}`]))].sort();

test('every view has a name of its own', () => {
  const names = everyView(catalogue, languages).map(nameOf);
  expect(new Set(names).size).toBe(names.length);
});

test('the sample is of the views there are, and meets each value of each mode with each screen', () => {
  const every = everyView(catalogue, languages);
  const sampled = sampledViews(catalogue, languages);
  expect(every.map(nameOf)).toEqual(expect.arrayContaining(sampled.map(nameOf)));
  for (const sample of catalogue) {
    expect(valuesIn(sampled.filter((view) => view.sample === sample))).toEqual(valuesIn(every));
  }
});

test('the panels of all profiles are looked at, those that look alike once', () => {
  const folder = join(import.meta.dirname, '../../kiosk-config/profiles');
  const inProfiles = readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => loadYaml(Profile, join(folder, file)).panel);
  const sizes = (panels: readonly Panel[]): string[] => [...new Set(panels.map(({ widthPx, heightPx, widthMm, heightMm }) => `${widthPx}×${heightPx} px, ${widthMm}×${heightMm} mm`))].sort();
  expect(sizes(panelNames.map(panelNamed))).toEqual(sizes(inProfiles));
  // An audit of everything takes as many times as long.
  expect(panelNames.length).toBeLessThanOrEqual(4);
  expect(() => panelNamed('round')).toThrow('no profile has a round panel');
});

test('low reach is looked at only where part of the panel is out of reach', () => {
  expect(everyView(catalogue, languages).filter(({ panel, modes: { reach } }) => panel === 'landscape' && reach === 'low')).toEqual([]);
});

test('screens whose words alone are in question are looked at in every language, size and reach of every panel, and in every other mode', () => {
  const [sample] = catalogue.slice(0, 1);
  if (!sample) throw new Error('there is no sample');
  const worded = wordedViews([sample], languages);
  expect(valuesIn(worded)).toEqual(valuesIn(everyView([sample], languages)));
  const plain = everyView([sample], languages).filter(({ modes: { contrast, voice } }) => contrast === 'standard' && voice === 'off');
  expect(worded.map(nameOf)).toEqual(expect.arrayContaining([...plain, ...tightestViews([sample])].map(nameOf)));
});
