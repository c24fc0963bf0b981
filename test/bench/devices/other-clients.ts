/** The same commands by other people's PC/SC clients: a C program of thirty lines, compiled here, and `scriptor` of pcsc-tools (Perl). */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starting a program, connecting and a few dozen commands; far more than they take. */
const runWithinMs = 20_000;
const compileWithinMs = 20_000;

export interface OtherClient {
  readonly name: string;
  /** False where it could not talk to the card. */
  send(readerName: string, commands: readonly Buffer[]): Promise<boolean>;
  close(): void;
}

/** Null where there is no C compiler, or no PC/SC library to compile with. */
export function compileCClient(): OtherClient | null {
  const folder = mkdtempSync(join(tmpdir(), 'apdu-client-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  const program = join(folder, 'apdu-client');
  const source = join(import.meta.dirname, 'apdu-client.c');
  const compiled = spawnSync('cc', ['-O2', '-I/usr/include/PCSC', '-o', program, source, '-lpcsclite'], { timeout: compileWithinMs });
  if (compiled.status !== 0) {
    close();
    return null;
  }
  const hex = (command: Buffer): string => command.toString('hex');
  return { name: 'a C program', close, send: (readerName, commands) => run(program, [readerName], commands.map(hex), /^[0-9A-F]{4,}$/m) };
}

/** Null where it is not installed. */
export function findScriptor(): OtherClient | null {
  const found = spawnSync('scriptor', ['-h'], { timeout: compileWithinMs });
  if (found.error) return null;
  const spaced = (command: Buffer): string => (command.toString('hex').match(/../g) ?? []).join(' ');
  return { name: 'scriptor', close: () => undefined, send: (readerName, commands) => run('scriptor', ['-r', readerName, '-p', 'T=0'], commands.map(spaced), /</) };
}

function run(program: string, given: readonly string[], lines: readonly string[], success: RegExp): Promise<boolean> {
  return new Promise((resolve) => {
    const child = execFile(program, [...given], { timeout: runWithinMs }, (error, output) => resolve(!error && success.test(output)));
    // A program that could not be started takes no input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${lines.join('\n')}\n`);
  });
}
