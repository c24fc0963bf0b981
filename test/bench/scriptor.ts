/** The same commands by somebody else's PC/SC client: `scriptor` of pcsc-tools, a script over the C library. */
import { execFile } from 'node:child_process';

/** Starting Perl, connecting and a few dozen commands; far more than they take. */
const runWithinMs = 20_000;

const spaced = (command: Buffer): string => (command.toString('hex').match(/../g) ?? []).join(' ');

/** False where it is not installed, or could not talk to the card. */
export function sendByScriptor(readerName: string, commands: readonly Buffer[]): Promise<boolean> {
  return new Promise((resolve) => {
    const run = execFile('scriptor', ['-r', readerName, '-p', 'T=0'], { timeout: runWithinMs }, (error, output) => resolve(!error && output.includes('<')));
    // A program that could not be started takes no input.
    run.stdin?.on('error', () => undefined);
    run.stdin?.end(`${commands.map(spaced).join('\n')}\n`);
  });
}
