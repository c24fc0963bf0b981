/** The submission `rate-service` (好差评): one voluntary rating, five levels, for one handled item. */
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { RefusalReason } from './refusals.ts';

/** `level`: 5 very satisfied … 1 very dissatisfied. `submission`: id of the submission that is rated, where there was one. */
const Rating = z.object({ level: z.int().min(1).max(5), submission: z.uuid().nullish() });

/** The item a rating is about; null where it names none. */
export const ratedItem = (content: unknown): string | null => Rating.safeParse(content).data?.submission ?? null;

/** Says why the rating cannot be taken, or null. The rating itself is the kept submission. */
export function rateService(database: DatabaseSync, content: unknown): RefusalReason | null {
  if (!Rating.safeParse(content).success) return 'invalid-content';
  const item = ratedItem(content);
  const earlier = item && database.prepare(`select 1 from submissions where operation = 'rate-service' and about = ?`).get(item);
  return earlier ? 'already-rated' : null;
}
