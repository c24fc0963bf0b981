/** Where things are. A packaged kiosk is laid out as the repository is, so there is one answer for both. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { CoreCommand } from './core-program.ts';

/** Folder that holds `dist`, `main`, `devices`, `kiosk-config` and `node_modules`: this file is bundled into `dist/shell`. */
const root = join(__dirname, '..', '..');

export const pageFolder = join(root, 'dist', 'page');
export const safeScreenFile = join(__dirname, 'safe-screen.html');
export const preloadFile = join(__dirname, 'preload.cjs');

/** Keeps what Chromium must keep where the command line says; a checkout's Electron sets its own folder over that. Must run before anything asks for it. */
export function useChosenUserFolder(): void {
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  if (chosen) app.setPath('userData', chosen);
}

/** Longest path of a Unix domain socket, in bytes, terminator left out. */
const longestSocketPath = 107;

/** Path for the socket of the shell's own core, in a folder that only this user can enter. */
export function ownSocketPath(): string {
  const folder = join(app.getPath('userData'), 'run');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'core.sock');
  if (Buffer.byteLength(path) > longestSocketPath) throw new Error(`${path} is too long for a socket; choose a shorter --user-data-dir`);
  return path;
}

/** How the shell's own core is started: under the pinned Node, or the one named by TONGBAN_NODE. */
export function coreCommand(socketPath: string, coreArguments: readonly string[]): CoreCommand {
  return {
    node: process.env['TONGBAN_NODE'] ?? join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node'),
    entry: join(root, 'main', 'core', 'core.ts'),
    arguments: [...coreArguments, '--shell-socket', socketPath],
    directory: root,
  };
}
