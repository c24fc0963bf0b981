/** Where the running dock is to be found: `<state>/dock.json`, readable by its owner only, because it holds the token. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const DockAddress = z.strictObject({
  port: z.int().min(1).max(65_535),
  /** Proves to the dock that a request comes from its own page or command line. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  /** Process number of the program that serves the dock. */
  pid: z.int().positive(),
});
export type DockAddress = z.infer<typeof DockAddress>;

export const addressFile = (stateDirectory: string): string => join(stateDirectory, 'dock.json');

/** Replaces the file in one move, so that a reader never sees half of it. */
export async function writeDockAddress(stateDirectory: string, address: DockAddress): Promise<void> {
  const file = addressFile(stateDirectory);
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, JSON.stringify(address), { mode: 0o600 });
  await rename(fresh, file);
}

/** Null where no dock has left its address, or the file is not one. */
export async function readDockAddress(stateDirectory: string): Promise<DockAddress | null> {
  try {
    const parsed = DockAddress.safeParse(JSON.parse(await readFile(addressFile(stateDirectory), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Removes the address, unless another dock has put its own there since. */
export async function removeDockAddress(stateDirectory: string, own: DockAddress): Promise<void> {
  const present = await readDockAddress(stateDirectory);
  if (present?.token === own.token) await rm(addressFile(stateDirectory), { force: true });
}
