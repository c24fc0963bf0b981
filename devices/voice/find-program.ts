/** Where a program lies on this machine. */
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
