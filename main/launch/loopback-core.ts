/** A core that serves its page on loopback, kept running within the same restart budget as everything else. */
import { createServer, type AddressInfo } from 'node:net';
import { keepRunning } from './keep-running.ts';
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
  let core: Program | null = await start();

  const kept = keepRunning({
    stopping: stopping.signal,
    async live(started) {
      // A core that does not come up has died, too.
      core ??= await start().catch(() => null);
      if (core) started();
      // It may have come up when it was no longer wanted.
      if (stopping.signal.aborted) await core?.stop();
      await core?.ended;
      core = null;
      return { kind: 'died', told: 'the core has ended' };
    },
    tell: (told, state) => say(`${told}; it is started again (${state})`),
  });

  return {
    url: () => url,
    async stop() {
      stopping.abort();
      await core?.stop();
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
