/** The number a person can quote while the platform has not answered: `K`, the terminal's last six digits, the day, a serial. */
import type { DatabaseSync } from 'node:sqlite';

/** Serials of a journal that began again after its file was damaged start this much later for each file put aside, so that no number comes twice. */
const serialsPerJournalFile = 1000;

/** Such as `K000001-260715-0007`. `madeAt`: ISO 8601; its own calendar day counts. Runs inside the caller's transaction. */
export function nextLocalNumber(database: DatabaseSync, terminal: string, madeAt: string, journalsPutAside: number): string {
  const day = madeAt.slice(2, 10).replaceAll('-', '');
  if (!/^\d{6}$/.test(day)) throw new RangeError('a submission must say its day in ISO 8601');
  const row = database.prepare('insert into number_serials (day, last) values (?, ?) on conflict (day) do update set last = last + 1 returning last')
    .get(day, journalsPutAside * serialsPerJournalFile + 1);
  return `K${terminal.slice(-6)}-${day}-${String(row?.['last']).padStart(4, '0')}`;
}
