/** How often a thing that dies is started again: quickly at first, ever slower, and at a slow beat once it has used up its budget. Pure: time is told. */

export interface RestartPolicy {
  /** Deaths within `windowMs` that are answered by a quick restart. */
  readonly limit: number;
  readonly windowMs: number;
  /** Wait before the first restart; doubles with each death in the window. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Wait between restarts once closed. */
  readonly closedDelayMs: number;
}

/** `recovering`: back in a moment. `closed`: not to be expected soon; still tried at a slow beat. */
export type OutageState = 'recovering' | 'closed';

export interface RestartDecision {
  readonly state: OutageState;
  /** Wait before the next start. */
  readonly delayMs: number;
}

export interface RestartBudget {
  /** It came up. */
  started(now: number): void;
  /** It died, or never came up: what to do. */
  died(now: number): RestartDecision;
}

/** Five quick restarts a minute, then one a minute; the same for core, page and browser. */
export const restartPolicy: RestartPolicy = {
  limit: 5, windowMs: 60_000, firstDelayMs: 250, longestDelayMs: 4_000, closedDelayMs: 60_000,
};

/** A budget that is closed opens again only after a run of at least `windowMs`. Times are milliseconds of one steady clock. */
export function createRestartBudget(policy: RestartPolicy): RestartBudget {
  let deaths: number[] = [];
  let startedAt: number | null = null;
  let closed = false;
  return {
    started(now) {
      startedAt = now;
    },
    died(now) {
      const ranMs = startedAt === null ? 0 : now - startedAt;
      startedAt = null;
      if (closed && ranMs < policy.windowMs) return { state: 'closed', delayMs: policy.closedDelayMs };
      deaths = [...deaths.filter((at) => now - at < policy.windowMs), now];
      closed = deaths.length > policy.limit;
      if (closed) return { state: 'closed', delayMs: policy.closedDelayMs };
      return { state: 'recovering', delayMs: Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (deaths.length - 1)) };
    },
  };
}
