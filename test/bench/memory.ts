/** Memory of processes as Linux accounts for it. */
import { readFileSync } from 'node:fs';

/** Proportional set size in MiB: what is shared between processes counts in equal parts. 0 for a process that has ended. */
export function proportionalSetMiB(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ofProcess(pid), 0);
}

function ofProcess(pid: number): number {
  try {
    const [, kibibytes = '0'] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kibibytes) / 1024;
  } catch {
    return 0;
  }
}
