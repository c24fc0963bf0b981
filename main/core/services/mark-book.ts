/** Keeps account of what a visit holds in one number a situation, one bit a mark, so that thousands of situations are compared quickly. */
import type { EdgeMeta } from '../visit/chart.ts';
import { withMarks, withoutSlots } from '../visit/values.ts';
import type { Mark } from '../visit/values.ts';

/** Marks held and operations that took effect, a bit each. */
export type Holdings = bigint;

export interface MarkBook {
  has(held: Holdings, mark: Mark): boolean;
  /** Whether an operation took effect on the way. */
  tookEffect(held: Holdings, operation: string): boolean;
  /** The marks held, by name. */
  marksIn(held: Holdings): readonly Mark[];
  /** Whether an edge's condition is met, as a function of what is held. */
  openIn(edge: EdgeMeta): (held: Holdings) => boolean;
  /** What is held after an edge. */
  afterEdge(edge: EdgeMeta): (held: Holdings) => Holdings;
  /** Every mark is forgotten; what took effect stays so. */
  readonly forgotten: (held: Holdings) => Holdings;
  readonly none: (held: Holdings) => Holdings;
}

const union = (bits: readonly bigint[]): bigint => bits.reduce((all, bit) => all | bit, 0n);

export function openMarkBook(edges: readonly EdgeMeta[]): MarkBook {
  const marks: readonly Mark[] = [...new Set(edges.flatMap(({ writes, condition }) => [...writes, ...(condition ? [condition.slot] : [])]))];
  const operations = [...new Set(edges.flatMap(({ submitted }) => (submitted === null ? [] : [submitted])))];
  const bitOf = new Map<Mark, bigint>(marks.map((mark, index) => [mark, 1n << BigInt(index)]));
  const bitOfOperation = new Map(operations.map((operation, index) => [operation, 1n << BigInt(marks.length + index)]));
  const everything = new Set(marks);
  const bitsOf = (some: readonly Mark[]): bigint => union(some.map((mark) => bitOf.get(mark) ?? 0n));
  const allMarks = bitsOf(marks);

  const has = (held: Holdings, mark: Mark): boolean => (held & (bitOf.get(mark) ?? 0n)) !== 0n;
  return {
    has,
    tookEffect: (held, operation) => (held & (bitOfOperation.get(operation) ?? 0n)) !== 0n,
    marksIn: (held) => marks.filter((mark) => has(held, mark)),
    openIn: ({ condition }) => (condition === null ? () => true : (held) => has(held, condition.slot) === (condition.is === 'filled')),
    afterEdge({ forgets, writes, submitted }) {
      const kept = withMarks(withoutSlots(everything, forgets), writes);
      const fallen = bitsOf(marks.filter((mark) => !kept.has(mark)));
      const added = bitsOf(writes) | (submitted === null ? 0n : (bitOfOperation.get(submitted) ?? 0n));
      return (held) => (held & ~fallen) | added;
    },
    forgotten: (held) => held & ~allMarks,
    none: () => 0n,
  };
}
