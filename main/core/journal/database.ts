/** Opens the journal's SQLite file so that a finished transaction is on the disk, and brings its tables up to date. */
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../transaction.ts';
import { migrations } from './migrations.ts';

/** SQLite's result codes that mean that the file itself is damaged or not a database. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

/** `damaged`: nothing was changed. Any other trouble (permissions, a full disk, a newer schema) throws. */
export type OpenOutcome = { readonly kind: 'open'; readonly database: DatabaseSync } | { readonly kind: 'damaged' };

/** Whether SQLite says that the file is damaged. */
function saysDamaged(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
  // Extended result codes carry the primary one in the low byte.
  return damageCodes.has(code & 0xff);
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('select coalesce(max(version), 0) as version from schema_version').get()?.['version']);
  if (version > migrations.length) throw new Error(`the journal has schema version ${version}; this program knows up to ${migrations.length}`);
  migrations.slice(version).forEach((step, index) => {
    inTransaction(database, () => {
      database.exec(step);
      database.prepare('insert into schema_version (version) values (?)').run(version + index + 1);
    });
  });
}

function prepare(database: DatabaseSync): void {
  // secure_delete: an erased payload leaves no copy in a freed page.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = 2000;');
  const check = database.prepare('pragma quick_check(1)').get();
  if (check?.['quick_check'] !== 'ok') throw Object.assign(new Error('quick_check failed'), { errcode: 11 });
  database.exec('create table if not exists schema_version (version integer primary key) strict');
  migrate(database);
}

/** `path` is made where there is no file. Throws as `OpenOutcome` says. */
export function openDatabase(path: string): OpenOutcome {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
    prepare(database);
    return { kind: 'open', database };
  } catch (error) {
    database?.close();
    if (saysDamaged(error)) return { kind: 'damaged' };
    throw error;
  }
}
