import { describe, expect, it } from 'vitest';
import { createRestartBudget, type RestartPolicy } from './supervision.ts';

const policy: RestartPolicy = { limit: 3, windowMs: 60_000, firstDelayMs: 250, longestDelayMs: 800, closedDelayMs: 30_000 };

describe('restart budget', () => {
  it('restarts ever more slowly, up to the longest delay', () => {
    const budget = createRestartBudget(policy);
    expect([0, 1, 2].map((at) => budget.died(at))).toEqual([
      { state: 'recovering', delayMs: 250 }, { state: 'recovering', delayMs: 500 }, { state: 'recovering', delayMs: 800 },
    ]);
  });

  it('closes once the deaths in the window exceed the limit', () => {
    const budget = createRestartBudget(policy);
    for (const at of [0, 1_000, 2_000]) budget.died(at);
    expect(budget.died(3_000)).toEqual({ state: 'closed', delayMs: 30_000 });
  });

  it('forgets deaths that are older than the window', () => {
    const budget = createRestartBudget(policy);
    for (const at of [0, 1_000, 2_000]) budget.died(at);
    expect(budget.died(62_500)).toEqual({ state: 'recovering', delayMs: 250 });
  });

  it('stays closed while the slow tries fail, however far apart they are', () => {
    const budget = createRestartBudget(policy);
    for (const at of [0, 1, 2, 3]) budget.died(at);
    for (const at of [100_000, 200_000, 300_000]) {
      budget.started(at);
      expect(budget.died(at + 59_000).state).toBe('closed');
    }
  });

  it('opens again after a run as long as the window', () => {
    const budget = createRestartBudget(policy);
    for (const at of [0, 1, 2, 3]) budget.died(at);
    budget.started(30_000);
    expect(budget.died(95_000)).toEqual({ state: 'recovering', delayMs: 250 });
  });
});
