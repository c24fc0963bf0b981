/** What an audit says in the terminal: how far it is, and at its end what was found, by cause. Pure. */
import type { Finding } from './audit.ts';
import type { Progress } from './audit-run.ts';
import { grouped } from './grouped.ts';

const minutes = (ms: number): string => (ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);

/** How far a run is, and about how long it still takes if it goes on as it went. */
export function progressLine({ looked, of, findings, elapsedMs }: Progress): string {
  const left = looked === 0 ? '' : `, about ${minutes((elapsedMs / looked) * (of - looked))} left`;
  return `${looked} of ${of} views (${Math.floor((looked / of) * 100)} %) in ${minutes(elapsedMs)}, ${findings} findings${left}`;
}

/** A problem without the words and the lengths that differ from page to page. */
export const causeOf = (problem: string): string => problem.replaceAll(/"[^"]*"/g, '"…"').replaceAll(/\d+(?:\.\d+)?/g, '…');

/** Screens named in one line of a summary. */
const mostNamed = 6;

/** A few lines for each cause, the most frequent first: how often, on which screens, and one case of it in full. */
export function summaryOf(findings: readonly Finding[]): string[] {
  const causes = [...grouped(findings, ({ problem }) => causeOf(problem)).values()].sort((one, other) => other.length - one.length);
  return causes.flatMap((cases) => {
    const screens = [...new Set(cases.map(({ view }) => view.split('.')[0] ?? view))];
    const named = screens.slice(0, mostNamed).join(', ') + (screens.length > mostNamed ? ` and ${screens.length - mostNamed} more` : '');
    const [{ view, problem }] = cases;
    return cases.length === 1 ? [`${view}: ${problem}`] : [`${cases.length} × ${problem}`, `    first in ${view}; on ${named}`];
  });
}
