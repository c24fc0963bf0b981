import { expect, test } from 'vitest';
import { progressLine, summaryOf } from './report.ts';

test('progress tells how much is done, what was found, and how long the rest takes at that pace', () => {
  expect(progressLine({ looked: 400, of: 3600, findings: 2, elapsedMs: 240_000 })).toBe('400 of 3600 views (11 %) in 4 min, 2 findings, about 32 min left');
  expect(progressLine({ looked: 0, of: 3600, findings: 0, elapsedMs: 1_000 })).toBe('0 of 3600 views (0 %) in 1 s, 0 findings');
});

test('findings of one cause are told once, the most frequent first, with one case in full', () => {
  const small = (view: string, px: string) => ({ view, problem: `text too small (${px} px capital): <p lead> "${view}"` });
  expect(summaryOf([{ view: 'menu.portrait.large', problem: 'does not fit one page' }, ...['a.portrait', 'a.landscape', 'b.portrait', 'c', 'd', 'e', 'f', 'g'].map((view, index) => small(view, `1${index}.5`))])).toEqual([
    '8 × text too small (10.5 px capital): <p lead> "a.portrait"', '    first in a.portrait; on a, b, c, d, e, f and 1 more',
    'menu.portrait.large: does not fit one page',
  ]);
});

test('where nothing was found nothing is said', () => {
  expect(summaryOf([])).toEqual([]);
});
