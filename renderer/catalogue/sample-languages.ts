/** The languages in which the samples are shown: those of kiosk-config, and more from folders of the same shape that a test brings. */
import { fileURLToPath } from 'node:url';
import type { OfferedLanguage } from '../../main/contract/index.ts';
import { offered, openLanguages } from '../../kiosk-config/schema/language.ts';

const installed = fileURLToPath(new URL('../../kiosk-config/languages', import.meta.url));

export const sampleLanguages = (...moreShelves: readonly string[]): readonly OfferedLanguage[] => openLanguages(installed, ...moreShelves).map(offered);
