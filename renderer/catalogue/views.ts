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

/**
 * The voice brings buttons of its own: with every layout and in every language in the house's colours, and in the other palettes once, in
 * the size that leaves them the least room, because a palette changes no layout.
 */
const voicesIn = ({ language, textSize, contrast, reach }: Pick<Modes, 'language' | 'textSize' | 'contrast' | 'reach'>): readonly Modes['voice'][] =>
  (contrast === 'standard' || (language === defaultModes.language && textSize === 'large' && reach === 'full') ? Voice.options : (['off'] as const));

/** What a person can choose on a panel, as far as it shows. */
function everyMode(panel: PanelName, languages: readonly Language[]): Modes[] {
  const reaches = hasHighPart(panelNamed(panel)) ? Reach.options : (['full'] as const);
  return languages.flatMap((language) => TextSize.options.flatMap((textSize) => Contrast.options.flatMap((contrast) => reaches.flatMap((reach) =>
    voicesIn({ language, textSize, contrast, reach }).map((voice): Modes => ({ ...defaultModes, language, textSize, contrast, reach, voice }))))));
}

export const everyView = (samples: readonly Sample[], languages: readonly Language[]): View[] =>
  panelNames.flatMap((panel) => everyMode(panel, languages).flatMap((modes) => samples.map((sample): View => ({ sample, panel, modes }))));

/** Nothing chosen but language and size. */
export const isUsual = ({ modes: { contrast, reach, voice } }: View): boolean => contrast === 'standard' && reach === 'full' && voice === 'off';

/** Of the languages the one that needs the most room. */
const longest: Language = 'en';

/** What a quick audit looks at beside the usual, in the source language: each once, in one size, on panels that stand one way. */
const besides: Readonly<Record<ReturnType<typeof orientationOf>, Readonly<Record<TextSize, Partial<Modes>>>>> = {
  portrait: { normal: { contrast: 'light' }, large: { voice: 'on' } },
  landscape: { normal: { voice: 'on' }, large: { contrast: 'dark' } },
};

/**
 * The views that a quick audit takes: the source language and the longest in both sizes and the others in the larger; beside them, in the
 * source language, low reach in each size, each high contrast once, and the voice once on each panel. Contrast changes no layout and reach no
 * colour, so that their products tell little more.
 */
export function sampledViews(samples: readonly Sample[], languages: readonly Language[]): View[] {
  const isSampled = (view: View): boolean => {
    const { panel, modes: { language, textSize, contrast, reach, voice } } = view;
    if (isUsual(view)) return textSize === 'large' || language === defaultModes.language || language === longest;
    if (language !== defaultModes.language) return false;
    const beside: Modes = { ...defaultModes, ...(reach === 'full' && besides[orientationOf(panelNamed(panel))][textSize]) };
    return beside.contrast === contrast && beside.voice === voice;
  };
  return everyView(samples, languages).filter(isSampled);
}

/** Views that are walked with the keys: order and visibility of the focus are the same in every language, palette and reach. */
export const isWalked = ({ modes: { language, contrast, reach } }: View): boolean =>
  language === defaultModes.language && contrast === 'standard' && reach === 'full';

/** Of those a quick audit walks each screen once on each panel: in large letters where it stands upright, in usual ones where it lies. */
export const isWalkedInSample = (view: View): boolean =>
  isWalked(view) && view.modes.voice === 'off' && (view.modes.textSize === 'large') === (orientationOf(panelNamed(view.panel)) === 'portrait');

/**
 * For screens whose words alone are in question, because screens of their kind are looked at in everything: every language in each size and
 * reach. Palettes and the voice change no words: each is met once, in the source language in large letters.
 */
export function wordedViews(samples: readonly Sample[], languages: readonly Language[]): View[] {
  const isWorded = ({ modes: { language, textSize, contrast, reach, voice } }: View): boolean => {
    const isPlain = contrast === 'standard' && voice === 'off';
    return isPlain || (language === defaultModes.language && textSize === 'large' && reach === 'full' && (contrast === 'standard' || voice === 'off'));
  };
  return everyView(samples, languages).filter(isWorded);
}

/** The longest words in the largest letters, once upright and once across. */
export const tightestViews = (samples: readonly Sample[]): View[] =>
  ['portrait', 'landscape'].flatMap((panel) => samples.map((sample): View => ({ sample, panel, modes: { ...defaultModes, language: longest, textSize: 'large' } })));
