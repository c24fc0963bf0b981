/** One whole visit at a wired kiosk, from its first screen back to it, whatever goes wrong in between. */
import { personAt } from './person-at-kiosk.ts';
import type { Visitor } from './visitors.ts';
import type { WiredKiosk } from './wired-kiosk.ts';

export interface Walked {
  /** The kiosk is nobody's again. */
  readonly ended: boolean;
  /** The number on the result page; null where there was none. */
  readonly number: string | null;
  /** The platform accepted it, as the person was told. */
  readonly accepted: boolean;
  /** The papers taken out of the printer, as text. */
  readonly papers: readonly string[];
  /** The codes of an electronic card that were shown to the scanner. */
  readonly codes: readonly string[];
  /** Kinds of screens and codes of failures, in order: the story of the visit. */
  readonly story: readonly string[];
}

/** A screen that has not changed for so long is touched once more. */
const patienceMs = 15_000;
/** Of the whole visit, waiting to be sent away included. */
const longestVisitMs = 15 * 60_000;

export async function walkVisit(kiosk: WiredKiosk, visitor: Visitor): Promise<Walked> {
  const { clock, visits, page } = kiosk;
  // Nobody touches a page before it is there.
  await clock.advanceUntil(page.isThere);
  const person = personAt(kiosk, visitor);
  const story: string[] = [];
  const end = clock.now() + longestVisitMs;
  let result: { readonly number: string; readonly accepted: boolean } | null = null;
  let seen = '';
  let begun = false;
  while (clock.now() < end) {
    const screen = visits.current();
    if (screen.body.kind === 'attract' && begun) break;
    begun = true;
    if (screen.id !== seen) story.push(screen.body.kind === 'failure' ? screen.body.code : screen.body.kind);
    seen = screen.id;
    if (screen.body.kind === 'result') result ??= { number: screen.body.number, accepted: screen.body.tone === 'success' };
    person.act(screen);
    const again = clock.now() + patienceMs;
    await clock.advanceUntil(() => visits.current().id !== screen.id || clock.now() >= Math.min(again, end));
  }
  await person.leave();
  const { papers, codes } = person;
  return { ended: visits.current().body.kind === 'attract', number: result?.number ?? null, accepted: result?.accepted ?? false, papers, codes, story };
}
