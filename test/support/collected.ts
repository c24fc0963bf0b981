/** Runs the engine's own collector, which is hidden unless asked for: for tests of what must not be kept. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many of these are still there after a collection. One or two may lie in a register or a frame. */
export function countKept(things: readonly WeakRef<object>[]): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return things.filter((thing) => thing.deref() !== undefined).length;
}
