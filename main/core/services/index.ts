/** The door of services. */
export { openCatalogue, tellRefusal } from './catalogue.ts';
export type { Catalogue, Refusal } from './catalogue.ts';
export { tellUntranslated } from './untranslated.ts';
export { watchAvailability } from './availability.ts';
export type { Flaw } from './prover.ts';
