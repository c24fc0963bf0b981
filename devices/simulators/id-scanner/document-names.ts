/** The names of the documents in the tray of this reader; apart from what their chips hold, so that a page can know them too. */
import { persons } from '../persons.ts';

/** Of the layouts that no person's document has. */
export const specimenNames = ['specimen-hmt-permit', 'specimen-foreigner-2017'] as const;
export type SpecimenName = (typeof specimenNames)[number];

export const specimenNamed = (name: string): SpecimenName | null => specimenNames.find((known) => known === name) ?? null;

/** Every name there is a document for: the ids of persons, then the specimens. */
export const documentNames: readonly string[] = [...persons.filter(({ idCard }) => idCard !== null).map(({ id }) => id), ...specimenNames];
