/** Tells where a language will fall back at this very kiosk: a service or a hall's own words may be newer than its translations. */
import type { InstalledLanguage } from '../../../kiosk-config/schema/language.ts';
import { findGaps, sourceWords, textsIn } from '../../../kiosk-config/schema/translation.ts';
import { sourceLanguage } from '../../contract/index.ts';
import type { Catalogue } from './catalogue.ts';

type Told = Pick<Catalogue, 'failures' | 'texts' | 'services'>;

/** The texts of a service; its plan holds more than words. */
const textsOfServices = ({ services }: Told): unknown => services.map(({ title, summary, steps }) => [title, summary, steps.map(({ texts }) => texts)]);

/** One sentence a language that lacks something; `others` are further configurations whose texts people read. */
export function tellUntranslated(languages: readonly InstalledLanguage[], catalogue: Told, others: readonly unknown[]): readonly string[] {
  const source = languages.find(({ tag }) => tag === sourceLanguage);
  if (!source) return [];
  const wanted = sourceWords(textsIn([catalogue.failures, catalogue.texts, textsOfServices(catalogue), ...others]));
  return languages.flatMap((language) => {
    const { missing: [first, ...rest] } = findGaps(language, source, wanted);
    if (first === undefined) return [];
    return [`${language.tag} lacks ${rest.length + 1} of the texts and falls back, first at "${first}"`];
  });
}
