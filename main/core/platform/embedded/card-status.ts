/** The query `card-status`: where the presented card stands in the back end (domain: card lifecycle). */
import type { DatabaseSync } from 'node:sqlite';
import type { QueryAnswer } from '../wire.ts';

/**
 * Outcomes: `normal`, `lost`, `cancelled`, `not-enabled`, or `unknown` where no such card was issued to this person.
 * Parameters: `cardId` (32 hex digits), `cardNumber`. Fact: `expiresOn`.
 */
export function cardStatus(database: DatabaseSync, number: string, parameters: Readonly<Record<string, string>>): QueryAnswer {
  const card = database.prepare('select state, expires_on from cards where card_id = ? and card_number = ? and person = ?')
    .get((parameters['cardId'] ?? '').toUpperCase(), parameters['cardNumber'] ?? '', number);
  if (!card) return { outcome: 'unknown', facts: {} };
  return { outcome: String(card['state']), facts: { expiresOn: { type: 'date', value: String(card['expires_on']) } } };
}
