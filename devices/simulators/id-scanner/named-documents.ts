/** What the chips of the documents in the tray hold, by the documents' names. */
import { personById } from '../persons.ts';
import { issueDocument, issueFields, type DocumentFields, type DocumentTrait, type IssuedDocument } from './document-issuer.ts';
import { specimenNamed, type SpecimenName } from './document-names.ts';

/** No hall knows their holders. Numbers as on the persons' documents: a birth year of 1890, so that they can belong to no one. */
const specimens: Readonly<Record<SpecimenName, { readonly fields: DocumentFields; readonly portrait: string }>> = {
  'specimen-hmt-permit': {
    fields: {
      type: 'hmt-residence-permit', name: '陈大文', sex: '1', birth: '18900505', address: '示范省通办示范区社保路1号', number: '810000189005050035',
      issuer: '通办示范区公安分局', validFrom: '20240101', validTo: '20290101', passNumber: 'H12345678', issueCount: '01',
    },
    portrait: 'c',
  },
  'specimen-foreigner-2017': {
    fields: {
      type: 'foreign-permanent-resident-2017', latinName: 'ERIKSSON, ANNA MARIA', chineseName: '安娜', nationality: 'UTO', sex: '2',
      birth: '18901212', number: 'UTO990018901212', validFrom: '20190101', validTo: '20290101',
    },
    portrait: 'd',
  },
};

/** Null where there is no document of that name. */
export function documentNamed(name: string, traits: readonly DocumentTrait[] = []): IssuedDocument | null {
  const specimen = specimenNamed(name);
  if (specimen) return issueFields(specimens[specimen].fields, specimens[specimen].portrait, traits);
  const person = personById(name);
  return person && issueDocument(person, traits);
}
