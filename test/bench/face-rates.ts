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
