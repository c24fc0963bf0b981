/**
 * The languages in which the samples are shown: those of kiosk-config, and more from folders of the same shape that a test brings. What only a
 * sample says is translated in sample-texts, one file a language where there is one.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type InstalledLanguage, openLanguages, Translations } from '../../kiosk-config/schema/language.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';

export const installedShelf = fileURLToPath(new URL('../../kiosk-config/languages', import.meta.url));

function withSampleTexts(language: InstalledLanguage): InstalledLanguage {
  const file = fileURLToPath(new URL(`sample-texts/${language.tag}.yaml`, import.meta.url));
  return existsSync(file) ? { ...language, translations: { ...language.translations, ...loadYaml(Translations, file) } } : language;
}

export const sampleLanguages = (...moreShelves: readonly string[]): readonly InstalledLanguage[] => openLanguages(installedShelf, ...moreShelves).map(withSampleTexts);
