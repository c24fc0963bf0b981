/** What a series of samples comes to: median, 95th percentile, largest, and how it grows. */

export interface Summary {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/**
 * Nearest-rank percentile: the smallest sample that is at least as large as the given share (0 to 1) of all, so that it was
 * always really measured. Null without samples.
 */
export function percentile(samples: readonly number[], share: number): number | null {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? null;
}

/** Null without samples. */
export function summarise(samples: readonly number[]): Summary | null {
  const p50 = percentile(samples, 0.5);
  const p95 = percentile(samples, 0.95);
  const max = percentile(samples, 1);
  return p50 === null || p95 === null || max === null ? null : { n: samples.length, p50, p95, max };
}

/** By how much a sample is larger than the one before it, by least squares over all of them; null for fewer than two. */
export function slope(samples: readonly number[]): number | null {
  if (samples.length < 2) return null;
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  let together = 0;
  let alone = 0;
  for (const [index, sample] of samples.entries()) {
    together += (index - middle) * (sample - mean);
    alone += (index - middle) ** 2;
  }
  return together / alone;
}

/** Median of `samples` as a multiple of the median of `base`; null where either is missing or the base is zero. */
export function ratioOfMedians(samples: readonly number[], base: readonly number[]): number | null {
  const upper = percentile(samples, 0.5);
  const lower = percentile(base, 0.5);
  return upper === null || !lower ? null : upper / lower;
}
