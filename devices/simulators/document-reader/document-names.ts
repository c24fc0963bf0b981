/** The names of the documents in the tray; apart from their lines, so that a page can know them too. */
import { persons, type SyntheticPerson, type SyntheticTravelDocument } from '../persons.ts';

/** ICAO's own specimens, whose holder does not exist; all expired in 2012. */
export const specimenNames = { 'specimen-td1': 'TD1', 'specimen-td2': 'TD2', 'specimen-td3': 'TD3' } as const;
type SpecimenName = keyof typeof specimenNames;

interface NamedDocument {
  readonly name: string;
  readonly person: SyntheticPerson;
  readonly document: SyntheticTravelDocument;
}

/** The documents of one person, by names such as `anna-passport`. */
export const documentsOf = (person: SyntheticPerson): readonly NamedDocument[] =>
  (person.travelDocuments ?? []).map((document) => ({ name: `${person.id}-${document.kind}`, person, document }));

/** The person's document of that name; null where there is none, as for a specimen. */
export const documentNamed = (name: string): NamedDocument | null => persons.flatMap(documentsOf).find((known) => known.name === name) ?? null;

export const specimenNamed = (name: string): SpecimenName | null => (Object.hasOwn(specimenNames, name) ? (name as SpecimenName) : null);

/** Every name there is a document for: those of persons, then the specimens. */
export const documentNames: readonly string[] = [...persons.flatMap(documentsOf).map(({ name }) => name), ...Object.keys(specimenNames)];
