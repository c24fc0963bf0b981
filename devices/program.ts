/** Programs of this machine that do a driver's work: where one lies, what it is told of our surroundings, how it is ended. */
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** The program's path, looked for as a shell does; null where it cannot be run from here. */
export async function findProgram(program: string): Promise<string | null> {
  const candidates = isAbsolute(program) ? [program] : (process.env['PATH'] ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, program));
  for (const candidate of candidates) {
    if (await access(candidate, constants.X_OK).then(() => true, () => false)) return candidate;
  }
  return null;
}

/** Not there, or not to be run: any other trouble, such as too many processes, passes. */
export const isNotThere = (error: Error): boolean => 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');

/** Ends a program that was started `detached`, and with it whatever it has started. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
