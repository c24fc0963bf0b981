/** Finds an Electron runtime that is already on this machine; nothing is downloaded. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './paths.mjs';

export interface ElectronRuntime {
  readonly executable: string;
}

/** `ELECTRON_OVERRIDE_DIST_PATH` first, then what `npx install-electron` left in the electron package; null where neither is. */
export function findElectron(): ElectronRuntime | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const candidates = override ? [join(override, 'electron')] : packagedExecutables();
  const executable = candidates.find((path) => existsSync(path));
  return executable ? { executable } : null;
}

function packagedExecutables(): string[] {
  const folder = inRepository('node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  return existsSync(pathFile) ? [join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())] : [];
}
