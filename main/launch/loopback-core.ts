/** A core that serves its page on loopback, kept running within the same restart budget as everything else. */
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRestartBudget, restartPolicy } from '../shell/supervision.ts';
import { inRepository } from './paths.mjs';
import { startProgram, type Program, type Said } from './programs.ts';
import { say } from './say.mjs';

export interface LoopbackCore {
  /** The page's address for the next opening; each works once. */
  url(): string;
  stop(): Promise<void>;
}

/** `coreArguments`: configuration, profile and state, as the core's own command line has them. */
export async function keepLoopbackCore(coreArguments: readonly string[]): Promise<LoopbackCore> {
  const budget = createRestartBudget(restartPolicy);
  // A fixed port for the whole run: the page finds a restarted core where the old one was.
  const port = await freePort();
  let url = '';
  const start = async (): Promise<Program> => {
    const program = await startProgram('main/core/core.ts', [...coreArguments, '--loopback', '--page', inRepository('dist', 'page'), '--port', String(port)]);
    const learn = (said: Said): void => {
      if (typeof said['url'] === 'string') url = said['url'];
    };
    learn(program.ready);
    program.onSaid(learn);
    return program;
  };
  const stopping = new AbortController();
  let core = await start();
  budget.started(Date.now());

  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await core.ended;
      if (stopping.signal.aborted) return;
      const decision = budget.died(Date.now());
      say(`the core has ended; it is started again (${decision.state})`);
      await sleep(decision.delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      core = await start().catch(() => core);
      budget.started(Date.now());
    }
  };
  const kept = keep();

  return {
    url: () => url,
    async stop() {
      stopping.abort();
      await core.stop();
      await kept;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
