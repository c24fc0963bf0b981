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

/** By number; the name must be the registered one, in Chinese or Latin letters. */
export function recognise(database: DatabaseSync, claimed: Person): Recognition {
  const row = database.prepare('select id, number, name, latin_name from persons where number = ?').get(claimed.socialSecurityNumber.toUpperCase());
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
