/** What the journal keeps of printing: whether some of a receipt may hang from the printer, uncut. One row while it may, and nothing of what stands on it. */
import type { DatabaseSync } from 'node:sqlite';
import type { PaperMemory } from '../../../devices/receipt-printer/index.ts';

/** `now`: whole milliseconds since the Unix epoch. Throws where the disk refuses. */
export function createPaperMemory(database: DatabaseSync, now: () => number): PaperMemory {
  return {
    wasLeftHanging: () => database.prepare('select since from uncut_paper').get() !== undefined,
    receiptBegins() {
      database.prepare('insert or ignore into uncut_paper (only, since) values (1, ?)').run(now());
    },
    paperIsCut() {
      database.prepare('delete from uncut_paper').run();
    },
  };
}
