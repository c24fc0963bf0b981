/** Which looks at which screens an audit takes: every combination of modes there is, or a sample in which each value is met. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Profile } from '../../kiosk-config/schema/profile.ts';
import { Contrast, defaultModes, type Language, type Modes, type Panel, Reach, TextSize, Voice } from '../../main/contract/index.ts';
import { hasHighPart } from '../theme/reach.ts';
import { orientationOf, themeTokens } from '../theme/tokens.ts';
import type { Sample } from './sample.ts';

const profiles = fileURLToPath(new URL('../../kiosk-config/profiles', import.meta.url));

/** Panels with the same look give every screen the same sizes: one audit is enough for all of them. */
const lookOf = (panel: Panel): string =>
  JSON.stringify([panel.widthPx, panel.heightPx, hasHighPart(panel), ...TextSize.options.map((textSize) => themeTokens(panel, { textSize, contrast: 'standard' }))]);

/** The panels of all profiles, each look once; named by how they stand, and where several stand so, by profile too. */
function panelsOfProfiles(): ReadonlyMap<string, Panel> {
  const named = new Map<string, Panel>();
  const looks = new Set<string>();
  // Demonstrations first: theirs are the panels that go by a plain name.
  const files = readdirSync(profiles).filter((file) => file.endsWith('.yaml')).sort((one, other) => Number(other.startsWith('demo-')) - Number(one.startsWith('demo-')) || (one < other ? -1 : 1));
  for (const file of files) {
    const { panel } = loadYaml(Profile, join(profiles, file));
    if (looks.has(lookOf(panel))) continue;
    looks.add(lookOf(panel));
    const stands = orientationOf(panel);
    named.set(named.has(stands) ? `${stands}-${basename(file, '.yaml')}` : stands, panel);
  }
  return named;
}

const panels = panelsOfProfiles();
export type PanelName = string;
export const panelNames: readonly PanelName[] = [...panels.keys()];

/** The panel of that name. Throws where no profile has one: a name comes from `panelNames` or is a test's mistake. */
export function panelNamed(name: PanelName): Panel {
  const panel = panels.get(name);
  if (!panel) throw new Error(`no profile has a ${name} panel`);
  return panel;
}

/** One sample screen as one person sees it on one panel. */
export interface View {
  readonly sample: Sample;
  readonly panel: PanelName;
  readonly modes: Modes;
}

/** File name and title of a view: the sample, then whatever is chosen. */
export const nameOf = ({ sample, panel, modes: { textSize, language, contrast, reach, voice } }: View): string =>
  [sample.name, panel, textSize, language, contrast, reach, ...(voice === 'on' ? ['voice'] : [])].join('.');

/** What a person can choose on a panel, as far as it shows. */
function everyMode(panel: PanelName, languages: readonly Language[]): Modes[] {
  const reaches = hasHighPart(panelNamed(panel)) ? Reach.options : (['full'] as const);
  return languages.flatMap((language) => TextSize.options.flatMap((textSize) => Contrast.options.flatMap((contrast) => reaches.flatMap((reach) =>
    // The voice brings buttons and no colours.
    (contrast === 'standard' ? Voice.options : (['off'] as const)).map((voice): Modes => ({ ...defaultModes, language, textSize, contrast, reach, voice }))))));
}

export const everyView = (samples: readonly Sample[], languages: readonly Language[]): View[] =>
  panelNames.flatMap((panel) => everyMode(panel, languages).flatMap((modes) => samples.map((sample): View => ({ sample, panel, modes }))));

/**
 * The views that a quick audit takes: every language in both sizes, and beside them, in the source language, each high contrast,
 * low reach and voice once in each size. Contrast changes no layout and reach no colour, so that their products tell little more.
 */
export function sampledViews(samples: readonly Sample[], languages: readonly Language[]): View[] {
  const isSampled = ({ modes: { language, textSize, contrast, reach, voice } }: View): boolean => {
    if (contrast === 'standard' && reach === 'full' && voice === 'off') return true;
    if (language !== defaultModes.language) return false;
    if (contrast !== 'standard') return reach === 'full' && contrast === (textSize === 'large' ? 'dark' : 'light');
    return reach === 'low' ? voice === 'off' : voice === 'on';
  };
  return everyView(samples, languages).filter(isSampled);
}

const largeIn = (language: Language): Modes => ({ ...defaultModes, language, textSize: 'large' });

/** For screens whose words alone are in question: every language in the size that leaves them the least room. */
export const wordedViews = (samples: readonly Sample[], languages: readonly Language[]): View[] =>
  panelNames.flatMap((panel) => languages.flatMap((language) => samples.map((sample): View => ({ sample, panel, modes: largeIn(language) }))));

/** The longest words in the largest letters, once upright and once across. */
export const tightestViews = (samples: readonly Sample[]): View[] =>
  ['portrait', 'landscape'].flatMap((panel) => samples.map((sample): View => ({ sample, panel, modes: largeIn('en') })));
