/** Who is registered at the demo hall, and whether somebody is who they say. */
import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../wire.ts';
import type { RefusalReason } from './refusals.ts';

export interface RegisteredPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly latinName: string | null;
}

export type Recognition =
  | { readonly known: true; readonly person: RegisteredPerson }
  | { readonly known: false; readonly reason: Extract<RefusalReason, 'person-not-found' | 'name-mismatch'> };

const plain = (name: string): string => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toUpperCase();

/** The social-security number behind a number that was shown: itself, or that of the person whose travel document has it. */
export function registeredNumber(database: DatabaseSync, shown: string): string {
  const row = database.prepare('select person from travel_documents where number = ?').get(shown.toUpperCase());
  return row ? String(row['person']) : shown.toUpperCase();
}

/** The person of that dock name, as a platform names them; null for somebody the hall does not know. */
export function personNamed(database: DatabaseSync, id: string): Person | null {
  const row = database.prepare('select number, name from persons where id = ?').get(id);
  return row ? { socialSecurityNumber: String(row['number']), name: String(row['name']) } : null;
}

/** By number; the name must be the registered one, in Chinese or Latin letters. */
export function recognise(database: DatabaseSync, claimed: Person): Recognition {
  const row = database.prepare('select id, number, name, latin_name from persons where number = ?').get(registeredNumber(database, claimed.socialSecurityNumber));
  if (!row) return { known: false, reason: 'person-not-found' };
  const latinName = row['latin_name'] === null ? null : String(row['latin_name']);
  const person = { id: String(row['id']), number: String(row['number']), name: String(row['name']), latinName };
  const matches = [person.name, ...(latinName ? [latinName] : [])].some((name) => plain(name) === plain(claimed.name));
  return matches ? { known: true, person } : { known: false, reason: 'name-mismatch' };
}

/** Reference photograph, JPEG; null where the hall has none. */
export function photoOf(database: DatabaseSync, number: string): Uint8Array | null {
  const photo = database.prepare('select photo from persons where number = ?').get(number)?.['photo'];
  return photo instanceof Uint8Array ? photo : null;
}
