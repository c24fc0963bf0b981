import path from 'node:path';
import { expect, test } from 'vitest';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { openCatalogue } from './catalogue.ts';
import { tellUntranslated } from './untranslated.ts';

const folder = path.resolve(import.meta.dirname, '../../../kiosk-config');
const languages = openLanguages(path.join(folder, 'languages'));
const catalogue = openCatalogue(folder, languages);

test('a text that only this hall has is told for each language that lacks it, and for no other', () => {
  const told = tellUntranslated(languages, catalogue, [{ notice: { 'zh-CN': '本周五停电', en: 'No electricity this Friday' } }]);
  expect(told).toEqual([expect.stringMatching(/^zh-Hant lacks \d+ of the texts and falls back, first at ".+"$/)]);
});
