/** The door of the journal. */
export { openJournal } from './journal.ts';
export type { JournalOptions, MaintainedJournal } from './journal.ts';
export type { AuditRow, ChainVerdict } from './audit-chain.ts';
export type { Recovery } from './recovery.ts';
