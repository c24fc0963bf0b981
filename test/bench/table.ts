/** Draws measurements as a plain table of fixed-width columns for a terminal. */
import { summarise } from './percentiles.ts';

/** One line of the report. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds. */
  readonly samples: readonly number[];
  /** What exactly was measured, or what it is compared with; empty where the name says it all. */
  readonly note: string;
}

export interface Section {
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

const headings = ['', 'n', 'p50', 'p95', 'max', ''] as const;
type Row = readonly [name: string, n: string, p50: string, p95: string, max: string, note: string];

/** Three significant digits are more than such a run can promise. */
function inMs(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

function rowOf({ name, samples, note }: Measurement): Row {
  const summary = summarise(samples);
  if (!summary) return [`  ${name}`, '0', '-', '-', '-', note];
  return [`  ${name}`, String(summary.n), inMs(summary.p50), inMs(summary.p95), inMs(summary.max), note];
}

/** Lines of text, without a last line break; numbers stand at the right of their columns, in milliseconds. */
export function drawTable(sections: readonly Section[]): string {
  const titled = sections.map((section) => ({ title: section.title, rows: section.measurements.map(rowOf) }));
  const all: readonly Row[] = [headings, ...titled.flatMap(({ rows }) => rows)];
  const width = (column: 0 | 1 | 2 | 3 | 4): number => Math.max(...all.map((row) => row[column].length));
  const line = (row: Row): string => [
    row[0].padEnd(width(0)), row[1].padStart(width(1)), row[2].padStart(width(2)), row[3].padStart(width(3)), row[4].padStart(width(4)), ` ${row[5]}`,
  ].join('  ').trimEnd();
  return [line(headings), ...titled.flatMap(({ title, rows }) => [title, ...rows.map(line)])].join('\n');
}
