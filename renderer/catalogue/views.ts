/** Which looks at which screens an audit takes: every combination of modes there is, or a sample in which each value is met. */
import { Contrast, defaultModes, type Language, type Modes, type Panel, Reach, TextSize, Voice } from '../../main/contract/index.ts';
import { hasHighPart } from '../theme/reach.ts';
import type { Sample } from './sample.ts';

/** The two panels of the field; the high one stands so that its upper third is beyond a seated person's reach. */
export const panels = {
  portrait: { widthPx: 1080, heightPx: 1920, widthMm: 268, heightMm: 476, lowerEdgeMm: 900, viewingDistanceMm: 600 },
  landscape: { widthPx: 1920, heightPx: 1080, widthMm: 476, heightMm: 268, lowerEdgeMm: 800, viewingDistanceMm: 600 },
} as const satisfies Record<string, Panel>;
export type PanelName = keyof typeof panels;
export const panelNames = Object.keys(panels) as PanelName[];

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
  const reaches = hasHighPart(panels[panel]) ? Reach.options : (['full'] as const);
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
