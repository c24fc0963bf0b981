/** The languages in which the samples are shown: those of kiosk-config, and more from folders of the same shape that a test brings. */
import { fileURLToPath } from 'node:url';
import { type InstalledLanguage, openLanguages } from '../../kiosk-config/schema/language.ts';

export const installedShelf = fileURLToPath(new URL('../../kiosk-config/languages', import.meta.url));

export const sampleLanguages = (...moreShelves: readonly string[]): readonly InstalledLanguage[] => openLanguages(installedShelf, ...moreShelves);
