/** What the person did on a screen: one plain, validated value that names the screen it answers. */
import * as z from 'zod';
import { longestEntry } from './entry-field.ts';
import { ModeChange } from './modes.ts';
import { ChoiceId, ScreenId } from './screen.ts';

const on = { screenId: ScreenId };

export const Intent = z.discriminatedUnion('kind', [
  /** First touch on the attract screen, with the modes chosen by it. */
  z.strictObject({ ...on, kind: z.literal('start'), modes: ModeChange }),
  z.strictObject({ ...on, kind: z.literal('open-service'), service: ChoiceId }),
  z.strictObject({ ...on, kind: z.literal('choose'), choice: ChoiceId }),
  /** One touch on the PIN pad. Digits travel one by one, so that no message holds a PIN. */
  z.strictObject({ ...on, kind: z.literal('pin-key'), key: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', 'clear', 'enter']) }),
  /** The answer to a question page, as it was typed or picked; the core judges it. */
  z.strictObject({ ...on, kind: z.literal('enter'), value: z.string().max(longestEntry) }),
  z.strictObject({ ...on, kind: z.literal('rate'), level: z.int().min(1).max(5) }),
  z.strictObject({ ...on, kind: z.literal('back') }),
  z.strictObject({ ...on, kind: z.literal('cancel') }),
  /** Call an attendant. */
  z.strictObject({ ...on, kind: z.literal('help') }),
  z.strictObject({ ...on, kind: z.literal('more-time') }),
  /** Somebody is at work on the page in a way that the core would not see: types, writes, turns pages. Told at most every few seconds. */
  z.strictObject({ ...on, kind: z.literal('active') }),
  z.strictObject({ ...on, kind: z.literal('set-modes'), modes: ModeChange }),
]);
export type Intent = z.infer<typeof Intent>;
export type IntentKind = Intent['kind'];
