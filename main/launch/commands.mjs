/** Runs other programs during set-up: quiet when all goes well, their last words when not. */
import { spawn, spawnSync } from 'node:child_process';

const lastWords = 4000;

/** Resolves when the command exits 0; rejects with the end of what it printed otherwise. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-lastWords);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${[command, ...args].join(' ')} failed (${code}):\n${tail.trim()}`));
    });
  });
}

/** Whether the machine finds that program. */
export function found(program) {
  return spawnSync('sh', ['-c', `command -v "${program}"`], { stdio: 'ignore' }).status === 0;
}
