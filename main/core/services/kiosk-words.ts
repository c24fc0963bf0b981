/** Puts what is true of this kiosk into the texts of its catalogue, once, before anybody reads them: the number to ask under. */
import type { Kiosk } from '../../../kiosk-config/schema/kiosk.ts';
import { mapTexts } from '../../../kiosk-config/schema/translation.ts';
import type { ServicePlan } from '../visit/service-plan.ts';
import { fillText, kioskFills } from '../visit/wording.ts';
import type { WrittenLanguages } from '../visit/wording.ts';
import type { Catalogue } from './catalogue.ts';

/** The catalogue as this kiosk says it. Its languages were compared with the source before: a filled text is found by no translation. */
export function wordedFor<Told extends Pick<Catalogue, 'failures' | 'texts' | 'services'>>(kiosk: Pick<Kiosk, 'hotline'>, catalogue: Told, languages: WrittenLanguages): Told {
  const fills = kioskFills(kiosk);
  const worded = <Value>(value: Value): Value => mapTexts(value, (text) => fillText(text, fills, languages));
  // A plan holds more than words.
  const planWorded = ({ title, summary, steps, ...plan }: ServicePlan): ServicePlan =>
    ({ ...plan, title: worded(title), summary: worded(summary), steps: steps.map((step) => ({ ...step, texts: worded(step.texts) })) });
  return { ...catalogue, failures: worded(catalogue.failures), texts: worded(catalogue.texts), services: catalogue.services.map(planWorded) };
}
