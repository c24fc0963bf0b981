/** The demo hall's electronic cards: short-lived codes that say nothing of themselves, each good for one question. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../../devices/clock.ts';
import type { Person } from '../wire.ts';

export interface CardCodes {
  issue(person: Person): string;
  /** The holder; null for a code that is unknown, too old or was used before. */
  redeem(code: string): Person | null;
}

/** Apps show a fresh code every minute. */
const validMs = 60_000;

export function createCardCodes(clock: Clock): CardCodes {
  const issued = new Map<string, { readonly person: Person; readonly until: number }>();
  return {
    issue(person) {
      for (const [code, { until }] of issued) if (until <= clock.now()) issued.delete(code);
      const code = randomBytes(24).toString('base64url');
      issued.set(code, { person, until: clock.now() + validMs });
      return code;
    },
    redeem(code) {
      const found = issued.get(code);
      issued.delete(code);
      return found && found.until > clock.now() ? found.person : null;
    },
  };
}
