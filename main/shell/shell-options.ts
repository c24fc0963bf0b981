/** The command line of the shell: its own options, then `--`, then the arguments of the core. */

/** Where the window is: all of the screen, or a window of so many device-independent pixels (a demonstration, a test). */
export type WindowPlace =
  | { readonly kind: 'kiosk' }
  | { readonly kind: 'window'; readonly width: number; readonly height: number; readonly position: { readonly x: number; readonly y: number } | null };

export interface ShellOptions {
  readonly place: WindowPlace;
  /** Socket of a core that somebody else runs; null: the shell runs its own. */
  readonly coreSocket: string | null;
  /** Arguments for the shell's own core. */
  readonly coreArguments: readonly string[];
}

const geometry = /^(\d{3,4})x(\d{3,4})(?:\+(\d{1,5})\+(\d{1,5}))?$/;

/**
 * Reads `[--window=WxH[+X+Y]] [--core-socket=PATH] [-- CORE ARGUMENTS]`. Switches it does not know are Chromium's and
 * Electron's. Throws an Error with a sentence where one of its own is off.
 */
export function readShellOptions(argv: readonly string[]): ShellOptions {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const valueOf = (name: string): string | null => own.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  return {
    place: readPlace(valueOf('window')),
    coreSocket: valueOf('core-socket'),
    coreArguments: end < 0 ? [] : argv.slice(end + 1),
  };
}

function readPlace(value: string | null): WindowPlace {
  if (value === null) return { kind: 'kiosk' };
  const [, width, height, x, y] = geometry.exec(value) ?? [];
  if (!width || !height) throw new Error(`--window=${value} is not WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y`);
  return { kind: 'window', width: Number(width), height: Number(height), position: x && y ? { x: Number(x), y: Number(y) } : null };
}
