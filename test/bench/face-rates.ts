/** Error rates of face verification from similarities: how many are accepted who should be, and who should not. */

export interface Similarities {
  /** Of two photographs of one person. */
  readonly genuine: readonly number[];
  /** Of photographs of two persons. */
  readonly impostor: readonly number[];
}

/** Share of values that reach the threshold. */
export const acceptedAt = (values: readonly number[], threshold: number): number =>
  values.length === 0 ? 0 : values.filter((value) => value >= threshold).length / values.length;

export interface OperatingPoint {
  readonly threshold: number;
  /** True accept rate, 0 to 1. */
  readonly tar: number;
  /** False accept rate that the threshold really has, at most the one asked for. */
  readonly far: number;
}

/** The lowest threshold, just above some impostor, whose false accept rate is not above `far`. Null without pairs of both kinds. */
export function pointAtFar({ genuine, impostor }: Similarities, far: number): OperatingPoint | null {
  if (genuine.length === 0) return null;
  const falling = [...impostor].sort((a, b) => b - a);
  const highestRefused = falling[Math.floor(far * falling.length)];
  if (highestRefused === undefined) return null;
  const threshold = highestRefused + Number.EPSILON;
  return { threshold, tar: acceptedAt(genuine, threshold), far: acceptedAt(impostor, threshold) };
}

/** The largest Poisson mean with which so few events, or fewer, are still seen in one case of twenty: 3.0 for none (the rule of three). */
export function upperMean(events: number): number {
  const atMost = (mean: number): number => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let count = 1; count <= events; count += 1) {
      term *= mean / count;
      sum += term;
    }
    return sum;
  };
  let [low, high] = [0, 10 + 3 * events];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (atMost(middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** Upper bound (95 %) of a rate of which so many events were seen in so many independent trials. */
export const upperRate = (events: number, trials: number): number => Math.min(1, upperMean(events) / trials);

export interface SupportedThreshold {
  readonly falseMatchRate: number;
  readonly threshold: number;
  readonly falseMatches: number;
}

/** The lowest threshold whose false-match rate these pairs prove to be at most that; null where they are too few to prove it of any. */
export function supportedThreshold(impostor: readonly number[], falseMatchRate: number): SupportedThreshold | null {
  const falling = [...impostor].sort((a, b) => b - a);
  let falseMatches = -1;
  while (falseMatches + 1 < falling.length && upperRate(falseMatches + 1, falling.length) <= falseMatchRate) falseMatches += 1;
  const highestRefused = falling[falseMatches];
  if (falseMatches < 0 || highestRefused === undefined) return null;
  // Rounded up, so that the pair just below stays below.
  const threshold = Math.floor(highestRefused * 1000 + 1) / 1000;
  return { falseMatchRate, threshold, falseMatches: falling.filter((value) => value >= threshold).length };
}

/** The rate at which as many impostors are accepted as genuine persons are refused; null without pairs of both kinds. */
export function equalErrorRate({ genuine, impostor }: Similarities): number | null {
  if (genuine.length === 0 || impostor.length === 0) return null;
  let best = { gap: Infinity, rate: 1 };
  for (const threshold of new Set([...genuine, ...impostor])) {
    const refused = 1 - acceptedAt(genuine, threshold);
    const accepted = acceptedAt(impostor, threshold);
    const gap = Math.abs(refused - accepted);
    if (gap < best.gap) best = { gap, rate: (refused + accepted) / 2 };
  }
  return best.rate;
}
