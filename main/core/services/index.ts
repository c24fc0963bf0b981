/** The door of services. */
export { openCatalogue, tellRefusal } from './catalogue.ts';
export type { Refusal } from './catalogue.ts';
export { wordedFor } from './kiosk-words.ts';
export { tellUntranslated } from './untranslated.ts';
export { watchAvailability } from './availability.ts';
