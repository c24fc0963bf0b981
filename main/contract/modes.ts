/** How one person wants to be served; each chosen in one touch, all kept for the visit, reset at its end. */
import * as z from 'zod';
import { Language } from './language.ts';

export const TextSize = z.enum(['normal', 'large']);
export type TextSize = z.infer<typeof TextSize>;

/** `standard` is the house's palette; `dark` is light on black and `light` is black on white, both for people who see little. */
export const Contrast = z.enum(['standard', 'dark', 'light']);
export type Contrast = z.infer<typeof Contrast>;

/** `low`: everything to touch lies where a seated person reaches it. */
export const Reach = z.enum(['full', 'low']);
export type Reach = z.infer<typeof Reach>;

/** `on`: every screen is read aloud. */
export const Voice = z.enum(['off', 'on']);
export type Voice = z.infer<typeof Voice>;

/** Five steps; the third is what most people take. */
const step = z.int().min(1).max(5);

export const Modes = z.strictObject({
  language: Language,
  textSize: TextSize,
  contrast: Contrast,
  reach: Reach,
  voice: Voice,
  /** How fast and how loud is read aloud. */
  voiceRate: step,
  voiceVolume: step,
});
export type Modes = z.infer<typeof Modes>;

/** How somebody is served who has chosen nothing yet. */
export const defaultModes: Modes = { language: 'zh-CN', textSize: 'normal', contrast: 'standard', reach: 'full', voice: 'off', voiceRate: 3, voiceVolume: 3 };

/** A change of some modes; the others stay as they are. */
export const ModeChange = Modes.partial();
export type ModeChange = z.infer<typeof ModeChange>;

/** The modes after a change. */
export const changeModes = (modes: Modes, change: ModeChange): Modes => Modes.parse({ ...modes, ...change });
