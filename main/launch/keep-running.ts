/** Keeps something running: begun again, within the restart budget of the shell, whenever it has ended by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createRestartBudget, restartPolicy, type OutageState } from '../shell/supervision.ts';

/** How one life ended: `over` is not begun again. */
export type LifeEnd = { readonly kind: 'over' } | { readonly kind: 'died'; readonly told: string };

export interface Lives {
  /** From the start to the end; `started` is to be called once it runs. */
  readonly live: (started: () => void) => Promise<LifeEnd>;
  readonly stopping: AbortSignal;
  /** What has ended, and what is to be expected. */
  readonly tell: (told: string, state: OutageState) => void;
}

/** Resolves when it is over, or is to stop. Rejects where a life does. */
export async function keepRunning({ live, stopping, tell }: Lives): Promise<void> {
  const budget = createRestartBudget(restartPolicy);
  while (!stopping.aborted) {
    const end = await live(() => budget.started(performance.now()));
    if (stopping.aborted || end.kind === 'over') return;
    const { state, delayMs } = budget.died(performance.now());
    tell(end.told, state);
    await sleep(delayMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}
