import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Look } from './audit.ts';
import { type Bench, type Progress, run, type RunLimits } from './audit-run.ts';
import { catalogue } from './catalogue.ts';
import { everyView, isUsual, nameOf, panelNames, type View } from './views.ts';

const limits: RunLimits = { viewMs: 1_000, totalMs: 60_000, failuresInARow: 3, viewsABrowser: 100 };
const views = everyView(catalogue.slice(0, 3), ['zh-CN']).filter(isUsual);
const [first, second] = views.map(nameOf);
const fine: Look = { problems: [], picture: null };

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }); });
afterEach(() => { vi.useRealTimers(); });

/** Benches that look in a made-up way, and what became of them. */
function benchesThat(look: (view: View, bench: number) => Promise<Look>): { opened: string[]; closed: number; open: (panel: string) => Promise<Bench> } {
  const benches = {
    opened: [] as string[], closed: 0,
    open: (panel: string): Promise<Bench> => {
      const number = benches.opened.push(panel);
      return Promise.resolve({ look: (view: View) => look(view, number), close: () => { benches.closed += 1; return Promise.resolve([]); } });
    },
  };
  return benches;
}

async function runOf(open: (panel: string) => Promise<Bench>, changed: { limits?: Partial<RunLimits>; views?: readonly View[]; tell?: (progress: Progress) => void; abreast?: number } = {}) {
  const findings = run({ views: changed.views ?? views, abreast: changed.abreast ?? 1, keepPicture: null, tell: changed.tell ?? (() => {}), open, limits: { ...limits, ...changed.limits } });
  await vi.runAllTimersAsync();
  return findings;
}

test('every view is looked at once, panel by panel, on as few benches as that takes, and progress is told', async () => {
  const looked: string[] = [];
  const told: Progress[] = [];
  const benches = benchesThat((view) => { looked.push(nameOf(view)); return Promise.resolve({ problems: looked.length === 2 ? ['amiss'] : [], picture: null }); });
  expect(await runOf(benches.open, { tell: (progress) => told.push(progress) })).toEqual([{ view: second, problem: 'amiss' }]);
  expect(looked).toEqual(views.map(nameOf));
  expect(benches).toMatchObject({ opened: panelNames, closed: panelNames.length });
  expect(told.map((progress) => progress.looked)).toEqual(views.map((_, index) => index + 1));
  expect(told.at(-1)).toMatchObject({ of: views.length, findings: 1 });
});

test('where there is nothing to look at, that is a finding', async () => {
  expect(await runOf(benchesThat(() => Promise.resolve(fine)).open, { views: [] })).toEqual([{ view: 'audit', problem: 'there is nothing to look at' }]);
});

test('a page that is stuck is begun anew, and stuck again is a finding that stops nothing else', async () => {
  const benches = benchesThat((view) => (nameOf(view) === first ? new Promise<never>(() => {}) : Promise.resolve(fine)));
  expect(await runOf(benches.open)).toEqual([{ view: first, problem: 'could not be looked at: it took longer than 1 s' }]);
  expect(benches.closed).toBe(benches.opened.length);
});

test('a browser that dies once is begun anew, and nothing is found', async () => {
  const benches = benchesThat((_view, bench) => (bench === 1 ? Promise.reject(new Error('Target closed')) : Promise.resolve(fine)));
  expect(await runOf(benches.open)).toEqual([]);
});

test('a browser that cannot be started, or hangs while it starts, ends the run with what was left', async () => {
  for (const open of [() => Promise.reject(new Error('no browser\nat length')), () => new Promise<never>(() => {})]) {
    const findings = await runOf(open);
    expect(findings.slice(0, -1).map(({ view }) => view)).toEqual(views.slice(0, limits.failuresInARow).map(nameOf));
    expect(findings.at(-1)).toEqual({ view: 'audit', problem: `3 views in a row could not be looked at: ${views.length - 3} of ${views.length} views were not looked at` });
  }
});

test('when its time is over the run says so, and what it did not look at', async () => {
  const slow = benchesThat(() => new Promise((resolve) => { setTimeout(() => resolve(fine), 900); }));
  expect(await runOf(slow.open, { limits: { totalMs: 1_500 } })).toEqual([{ view: 'audit', problem: `the time of 0.025 minutes is over: ${views.length - 2} of ${views.length} views were not looked at` }]);
});

test('a browser whose memory has grown with many views is begun anew', async () => {
  const benches = benchesThat(() => Promise.resolve(fine));
  await runOf(benches.open, { limits: { viewsABrowser: 2 } });
  const browsersA = (panel: string): number => Math.ceil(views.filter((view) => view.panel === panel).length / 2);
  expect(benches.opened).toHaveLength(panelNames.reduce((sum, panel) => sum + browsersA(panel), 0));
});
