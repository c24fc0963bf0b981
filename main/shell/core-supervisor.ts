/** Keeps a core at the other end of the link: starts or finds it, and starts it again within its budget when it dies or hangs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CoreFrame, ShellFrame } from '../contract/index.ts';
import { openCoreLink, type CoreLink } from './core-link.ts';
import { startCoreProgram, type CoreCommand, type CoreProgram } from './core-program.ts';
import type { ShellLog } from './log.ts';
import { createRestartBudget, restartPolicy, type OutageState } from './supervision.ts';

export interface CoreListener {
  /** A core is there. It knows nothing of what was shown before. */
  connected(): void;
  frame(frame: Exclude<CoreFrame, { channel: 'pong' }>): void;
  /** No core is there; told again when the outlook changes. */
  lost(state: OutageState): void;
}

export interface CoreSupervisorOptions {
  readonly socketPath: string;
  /** How to start the core; null: somebody else runs it. */
  readonly command: CoreCommand | null;
  readonly listener: CoreListener;
  readonly log: ShellLog;
}

export interface CoreSupervisor {
  /** Sends to the core; lost where there is none. */
  send(frame: ShellFrame): void;
  /** Ends the core where it is ours. */
  stop(): Promise<void>;
}

/** Time a core gets from its start until it listens. */
const startWithinMs = 30_000;
const connectEveryMs = 50;

export function superviseCore({ socketPath, command, listener, log }: CoreSupervisorOptions): CoreSupervisor {
  const budget = createRestartBudget(restartPolicy);
  const stopping = new AbortController();
  let link: CoreLink | null = null;

  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => null);

  /** One life of a core, from start or discovery to its end. */
  const liveOnce = async (): Promise<void> => {
    const program = command && startCoreProgram(command, log);
    link = await findCore(program);
    if (link) await followLink(link);
    link = null;
    await program?.stop();
  };

  const findCore = async (program: CoreProgram | null): Promise<CoreLink | null> => {
    const givenUpAt = performance.now() + startWithinMs;
    let ended = false;
    void program?.ended.then(() => {
      ended = true;
    });
    while (!ended && performance.now() < givenUpAt && !stopping.signal.aborted) {
      const found = await openCoreLink(socketPath, {
        frame: (frame) => listener.frame(frame),
        hung() {
          log.warn('the core does not answer');
          program?.kill();
        },
      });
      if (found) return found;
      await pause(connectEveryMs);
    }
    return null;
  };

  const followLink = async (found: CoreLink): Promise<void> => {
    if (stopping.signal.aborted) {
      found.close();
      return;
    }
    budget.started(performance.now());
    log.note('core connected');
    listener.connected();
    await found.closed;
    // Said before the old process is buried: nobody must look at a dead screen meanwhile.
    if (!stopping.signal.aborted) listener.lost('recovering');
  };

  const live = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await liveOnce();
      if (stopping.signal.aborted) return;
      const { state, delayMs } = budget.died(performance.now());
      log.warn('no core', { state, delayMs });
      listener.lost(state);
      await pause(delayMs);
    }
  };

  const over = live();
  return {
    send: (frame) => link?.send(frame),
    async stop() {
      stopping.abort();
      link?.close();
      await over;
    },
  };
}
