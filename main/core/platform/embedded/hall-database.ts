/** The demo hall's own small database: who is registered, what was submitted, what was answered. */
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../transaction.ts';
import { addDays } from './calendar.ts';
import type { HallFlexibleInsurance, HallPerson } from './hall-person.ts';

const tables = `
  create table if not exists persons (
    number text primary key,
    id text not null,
    name text not null,
    latin_name text,
    photo blob
  ) strict;
  create table if not exists cards (
    card_id text primary key,
    card_number text not null,
    person text not null references persons(number),
    expires_on text not null,
    state text not null check (state in ('normal', 'lost', 'cancelled', 'not-enabled'))
  ) strict;
  create table if not exists travel_documents (
    number text primary key,
    person text not null references persons(number)
  ) strict;
  create table if not exists benefits (
    person text primary key references persons(number),
    state text not null check (state in ('drawing', 'suspended', 'pending-review', 'no-record', 'deceased-flag')),
    certified_until text,
    since text,
    certified_here_on text
  ) strict;
  create table if not exists contacts (
    person text primary key,
    phone text not null,
    region text not null,
    address text,
    since text,
    updated_on text not null
  ) strict;
  create table if not exists flexible_insurances (
    person text primary key references persons(number),
    base_fen integer not null,
    window_opens_on text not null,
    window_closes_on text not null,
    declared_fen integer,
    declared_on text
  ) strict;
  create table if not exists submissions (
    id text primary key,
    digest text not null,
    operation text not null,
    person text not null,
    terminal text not null,
    made_at text not null,
    received_at text not null,
    answer text not null,
    about text,
    deliveries integer not null
  ) strict;
  create table if not exists earlier_decisions (id text primary key, digest text not null, answer text not null) strict;
  create table if not exists serials (day text primary key, last integer not null) strict;
`;

const drop = ['serials', 'earlier_decisions', 'submissions', 'contacts', 'flexible_insurances', 'benefits', 'travel_documents', 'cards', 'persons'].map((table) => `drop table if exists ${table};`).join('\n');

/** What happens to a database that already holds a hall: go on with it, or begin again. */
export type HallReset = 'keep' | 'afresh';

/** `path`: a file, made where there is none, or `:memory:`. Throws where SQLite cannot open it. */
export function openHallDatabase(path: string, reset: HallReset): DatabaseSync {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  if (reset === 'afresh') database.exec(drop);
  database.exec(tables);
  return database;
}

function seedPerson(database: DatabaseSync, person: HallPerson, today: string): void {
  database.prepare(`
    insert into persons (number, id, name, latin_name, photo) values (?, ?, ?, ?, ?)
    on conflict (number) do update set id = excluded.id, name = excluded.name, latin_name = excluded.latin_name, photo = excluded.photo
  `).run(person.number, person.id, person.name, person.latinName, person.photo);
  if (person.card) {
    database.prepare('insert or ignore into cards (card_id, card_number, person, expires_on, state) values (?, ?, ?, ?, ?)')
      .run(person.card.cardId.toUpperCase(), person.card.cardNumber, person.number, person.card.expiresOn, person.card.state ?? 'normal');
  }
  for (const { number } of person.travelDocuments ?? []) {
    database.prepare('insert or ignore into travel_documents (number, person) values (?, ?)').run(number.toUpperCase(), person.number);
  }
  const { benefit } = person;
  const certifiedUntil = benefit.state === 'drawing' ? addDays(today, benefit.certifiedForDays) : null;
  const since = 'sinceDays' in benefit ? addDays(today, -benefit.sinceDays) : null;
  database.prepare('insert or ignore into benefits (person, state, certified_until, since) values (?, ?, ?, ?)')
    .run(person.number, benefit.state, certifiedUntil, since);
  if (person.flexibleInsurance) seedFlexibleInsurance(database, person.number, person.flexibleInsurance, today);
}

function seedFlexibleInsurance(database: DatabaseSync, number: string, insurance: HallFlexibleInsurance, today: string): void {
  const { baseFen, windowOpensInDays, windowClosesInDays, declared } = insurance;
  database.prepare(`
    insert or ignore into flexible_insurances (person, base_fen, window_opens_on, window_closes_on, declared_fen, declared_on) values (?, ?, ?, ?, ?, ?)
  `).run(
    number, baseFen, addDays(today, windowOpensInDays), addDays(today, windowClosesInDays),
    declared?.baseFen ?? null, declared ? addDays(today, -declared.daysAgo) : null,
  );
}

/** Registers the persons; what the hall already knows of their cards, benefits and insurances is left as it is. */
export function seedHall(database: DatabaseSync, persons: readonly HallPerson[], today: string): void {
  inTransaction(database, () => {
    for (const person of persons) seedPerson(database, person, today);
  });
}

/**
 * Registers the persons as on the hall's first day, with nothing submitted. Serial numbers go on, so that no reference is given
 * out twice, and so does the memory of decided ids: a kiosk that sends again what was decided before must not make it take effect now.
 */
export function reseedHall(database: DatabaseSync, persons: readonly HallPerson[], today: string): void {
  inTransaction(database, () => {
    database.exec('insert or ignore into earlier_decisions (id, digest, answer) select id, digest, answer from submissions;');
    database.exec('delete from submissions; delete from contacts; delete from flexible_insurances; delete from benefits; delete from travel_documents; delete from cards; delete from persons;');
    for (const person of persons) seedPerson(database, person, today);
  });
}
