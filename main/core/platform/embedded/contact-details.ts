/** How the hall reaches a person (更新联系方式): the query `contact-details` and the submission `update-contact`. */
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { QueryAnswer } from '../wire.ts';
import type { RefusalReason } from './refusals.ts';

/** The content of `update-contact`. What is left out stays on record as it was. */
const Contact = z.object({
  /** A mainland mobile or fixed-line number, or an overseas one in the form of E.164. */
  phone: z.string().regex(/^(?:\+[1-9]\d{6,14}|1[3-9]\d{9}|0\d{9,11})$/),
  /** County-level division of residence, GB/T 2260. */
  region: z.string().regex(/^[1-9]\d{5}$/),
  /** Street, number, building, flat. */
  address: z.string().min(1).max(200).exactOptional(),
  /** Since when the person lives there. */
  since: z.iso.date().exactOptional(),
});

const masked = (phone: string): string => phone.slice(0, 3) + '*'.repeat(Math.max(0, phone.length - 7)) + phone.slice(-4);

/** Tells the telephone number on record, masked, and since when it is there. */
export function contactDetails(database: DatabaseSync, number: string): QueryAnswer {
  const row = database.prepare('select phone, updated_on from contacts where person = ?').get(number);
  if (!row) return { outcome: 'none', facts: {} };
  const phone = masked(String(row['phone']));
  return {
    outcome: 'on-record',
    facts: { phone: { type: 'text', value: { 'zh-CN': phone, en: phone } }, updatedOn: { type: 'date', value: String(row['updated_on']) } },
  };
}

/** Takes effect, or says why not. Runs inside the caller's transaction. */
export function updateContact(database: DatabaseSync, number: string, content: unknown, today: string): RefusalReason | null {
  const contact = Contact.safeParse(content).data;
  if (!contact) return 'invalid-content';
  if (contact.since !== undefined && contact.since > today) return 'invalid-content';
  database.prepare(`
    insert into contacts (person, phone, region, address, since, updated_on) values (?, ?, ?, ?, ?, ?)
    on conflict (person) do update set phone = excluded.phone, region = excluded.region, address = coalesce(excluded.address, address),
      since = coalesce(excluded.since, since), updated_on = excluded.updated_on
  `).run(number, contact.phone, contact.region, contact.address ?? null, contact.since ?? null, today);
  return null;
}
