/** visit-texts.yaml: what every visit says whatever the service, and the step kinds' own texts, which a service may replace. */
import * as z from 'zod';
import { LocalizedText } from '../../main/contract/index.ts';

export const VisitTexts = z.strictObject({
  menu: z.strictObject({ title: LocalizedText }),
  /** Asked before something begun would be given up. */
  leaving: z.strictObject({ title: LocalizedText, text: LocalizedText, stay: LocalizedText, leave: LocalizedText }),
  take: z.strictObject({ title: LocalizedText, card: LocalizedText, idCard: LocalizedText, passport: LocalizedText, receipt: LocalizedText, done: LocalizedText }),
  farewell: z.strictObject({ title: LocalizedText, text: LocalizedText }),
  /** Why a service is closed, and what an open one must do without; where all are closed, what the first page says besides. */
  closed: z.strictObject({
    title: LocalizedText, instead: LocalizedText,
    identification: LocalizedText, cardReader: LocalizedText, idScanner: LocalizedText, camera: LocalizedText, platform: LocalizedText, printer: LocalizedText,
  }),
  /** Words of the rows that the core fills in itself. */
  words: z.strictObject({
    face: LocalizedText, pin: LocalizedText, coSigned: LocalizedText,
    accepted: LocalizedText, kept: LocalizedText, unknown: LocalizedText,
    /** Stands where a question was left out. */
    leftOut: LocalizedText,
    /** An amount of money, with `{amount}` for its digits. */
    yuan: LocalizedText,
  }),
  /** Step kind → text key → text. */
  steps: z.record(z.string(), z.record(z.string(), LocalizedText)),
});
export type VisitTexts = z.infer<typeof VisitTexts>;
