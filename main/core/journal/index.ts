/** The door of the journal. */
export { openJournal } from './journal.ts';
export type { MaintainedJournal } from './journal.ts';
export type { Recovery } from './recovery.ts';
