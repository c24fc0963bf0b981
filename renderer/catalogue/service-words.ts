/** The words of a service as its own file says them, so that its samples show what people really read. For eyes and tests only. */
import { fileURLToPath } from 'node:url';
import { Service } from '../../kiosk-config/schema/service.ts';
import { loadTexts } from '../../kiosk-config/schema/translation.ts';
import { VisitTexts } from '../../kiosk-config/schema/visit-texts.ts';
import { languageOfKey, type LocalizedText, wordsIn } from '../../main/contract/index.ts';
import { sampleLanguages } from './sample-languages.ts';

const inConfiguration = (name: string): string => fileURLToPath(new URL(`../../kiosk-config/${name}`, import.meta.url));

type Fills = Readonly<Record<string, LocalizedText>>;

function filled(text: LocalizedText, fills: Fills): LocalizedText {
  const fill = (key: string, words: string): string => words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = fills[name];
    return value ? wordsIn(value, [key, languageOfKey(key)]) : whole;
  });
  return { ...text, ...Object.fromEntries(Object.entries(text).map(([key, words]) => [key, fill(key, words)])) };
}

export interface ServiceWords extends Pick<Service, 'id' | 'title' | 'summary' | 'icon'> {
  /** A text of a step, the step kind's own where the service has none, with its placeholders filled. Throws where there is none. */
  said(step: string, key: string, fills?: Fills): LocalizedText;
}

/** Reads the words of the service of that id. Throws `ConfigurationError` where there is none. */
export function wordsOfService(id: string): ServiceWords {
  const languages = sampleLanguages();
  const { title, summary, icon, steps } = loadTexts(Service, inConfiguration(`services/${id}.yaml`), languages);
  const usual = loadTexts(VisitTexts, inConfiguration('visit-texts.yaml'), languages);
  return {
    id, title, summary, icon,
    said(stepId, key, fills = {}) {
      const step = steps.find((candidate) => candidate.id === stepId);
      const text = step && (step.texts[key] ?? usual.steps[step.kind]?.[key]);
      if (!text) throw new Error(`${id} does not say "${key}" at "${stepId}"`);
      return filled(text, fills);
    },
  };
}
