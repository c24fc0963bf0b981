/** What the documents on the ID reader are called on the page, and how the specimens among them are described. */
import type { LocalizedText } from '../../../../main/contract/index.ts';
import { specimenNamed, type SpecimenName } from '../../id-scanner/document-names.ts';
import { personById } from '../../persons.ts';

export const residentSpecimenLabels: Readonly<Record<SpecimenName, LocalizedText>> = {
  'specimen-hmt-permit': { 'zh-CN': '样本 港澳台居民居住证', en: 'Specimen: residence permit for Hong Kong, Macao, Taiwan' },
  'specimen-foreigner-2017': { 'zh-CN': '样本 外国人永久居留身份证（2017 版）', en: 'Specimen: permanent residence ID of 2017' },
};

/** A document by its name in the tray. */
export function residentDocumentLabel(name: string): LocalizedText {
  const specimen = specimenNamed(name);
  if (specimen) return residentSpecimenLabels[specimen];
  const holder = personById(name)?.name ?? name;
  return { 'zh-CN': holder, en: holder };
}
