import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endProcess, exitCodeOf } from './end-process.ts';

/** A program that says a line when it is ready. */
async function started(script: string): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

test('a program that listens is asked to end', async () => {
  const child = await started('echo ready; exec sleep 600');
  await endProcess(child, 20_000);
  expect(child.signalCode).toBe('SIGTERM');
});

test('one that does not listen is made to end', async () => {
  const child = await started("trap '' TERM; echo ready; exec sleep 600");
  await endProcess(child, 50);
  expect(child.signalCode).toBe('SIGKILL');
});

test('one that has ended, or was never there, need not be ended', async () => {
  const over = spawn('true');
  expect(await exitCodeOf(over)).toBe(0);
  await endProcess(over, 20_000);
  const missing = spawn('/nonexistent/program');
  expect(await exitCodeOf(missing)).toBeNull();
  await endProcess(missing, 20_000);
});
