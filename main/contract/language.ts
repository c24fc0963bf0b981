/** The languages a person can choose, and a text that exists in each of them. */
import * as z from 'zod';

/** BCP 47 tags; the first is the source language in which every text is written first. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export const Language = z.enum(languages);

/** One user text in every language, ready to be shown: nothing in it is left to fill in. */
export const LocalizedText = z.strictObject({
  'zh-CN': z.string().min(1).max(2000),
  en: z.string().min(1).max(2000),
});
export type LocalizedText = z.infer<typeof LocalizedText>;
