/** face-thresholds.yaml: at which similarity how often a face is taken for that of somebody else, as it was measured. */
import * as z from 'zod';

/** `npm run bench -- face` prints such rows. */
export const FaceThreshold = z.strictObject({
  /** The engine's own name: similarities of two engines have nothing in common. */
  engine: z.string().min(1).max(100),
  /** Upper bound (95 %) of the rate at which two different people match at this threshold, the pairs taken as independent. */
  falseMatchRate: z.number().gt(0).max(0.5),
  /** Cosine similarity from which two faces are taken for one person's. */
  threshold: z.number().min(-1).max(1),
  measuredOn: z.string().min(1).max(200),
  /** How many people are on these photographs, and how many pairs of photographs of two of them were compared. */
  people: z.int().min(2),
  pairs: z.int().min(1),
  /** How many of the pairs reached the threshold. */
  falseMatches: z.int().min(0),
  /** The same bound where the pairs of the same two people stand or fall together: what is proven without any assumption. */
  provenRate: z.number().gt(0).max(1),
});
export type FaceThreshold = z.infer<typeof FaceThreshold>;

export const FaceThresholds = z.array(FaceThreshold).min(1).max(200);
export type FaceThresholds = z.infer<typeof FaceThresholds>;

/** The row with the lowest threshold at which that engine was measured to match different people no more often than that; null where none was. */
export function rowFor(table: FaceThresholds, falseMatchRate: number, engine: string): FaceThreshold | null {
  const fit = table.filter((row) => row.engine === engine && row.falseMatchRate <= falseMatchRate);
  return fit.toSorted((one, other) => one.threshold - other.threshold)[0] ?? null;
}

/** That row's threshold. */
export const thresholdFor = (table: FaceThresholds, falseMatchRate: number, engine: string): number | null => rowFor(table, falseMatchRate, engine)?.threshold ?? null;
