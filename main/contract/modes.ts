/** How one person wants to be served; chosen in one touch, kept for the visit, reset at its end. */
import * as z from 'zod';
import { Language } from './language.ts';

export const TextSize = z.enum(['normal', 'large']);
export type TextSize = z.infer<typeof TextSize>;

export const Modes = z.strictObject({ language: Language, textSize: TextSize });
export type Modes = z.infer<typeof Modes>;

/** A change of some modes; the others stay as they are. */
export const ModeChange = Modes.partial();
export type ModeChange = z.infer<typeof ModeChange>;
