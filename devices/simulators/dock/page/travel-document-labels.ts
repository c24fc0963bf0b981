/** What the tray's travel documents are called on the page. */
import type { LocalizedText } from '../../../../main/contract/index.ts';
import { documentNamed, specimenNamed, specimenNames } from '../../document-reader/document-names.ts';
import type { TravelDocumentKind } from '../../persons.ts';

export const travelDocumentLabels: Readonly<Record<TravelDocumentKind, LocalizedText>> = {
  passport: { 'zh-CN': '护照', en: 'Passport' },
  'residence-permit': { 'zh-CN': '居留许可', en: 'Residence permit' },
  'identity-card': { 'zh-CN': '外国身份证', en: 'Identity card' },
};

/** A document by its name in the tray: whose it is and what it is. */
export function documentLabel(name: string): LocalizedText {
  const specimen = specimenNamed(name);
  if (specimen) return { 'zh-CN': `样本证件 ${specimenNames[specimen]}`, en: `Specimen ${specimenNames[specimen]}` };
  const named = documentNamed(name);
  if (!named) return { 'zh-CN': name, en: name };
  const { person, document } = named;
  const kind = travelDocumentLabels[document.kind];
  return { 'zh-CN': `${person.name} ${kind['zh-CN']}`, en: `${person.name} ${kind.en}` };
}
