/** Transactions of SQLite, for the journal and for the demo hall alike. */
import type { DatabaseSync } from 'node:sqlite';

/** All of `work`, which must not wait for anything, or none of it; what it throws goes on. */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('begin immediate');
  try {
    const value = work();
    database.exec('commit');
    return value;
  } catch (error) {
    // Some troubles, such as a full disk, make SQLite roll back by itself.
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}
