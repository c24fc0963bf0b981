/**
 * The readers of the virtual reader driver (vpcd) in the machine's PC/SC service, of which a machine has two: demos, tests and
 * benches that run side by side claim the one they use.
 */
import { claimName, type Claim } from './claim.ts';
import type { Slot } from './options.ts';

export interface VirtualReader {
  readonly slot: Slot;
  /** In the PC/SC service. */
  readonly name: string;
  /** On which it waits for a card. */
  readonly port: number;
}

export const virtualReaders: Readonly<Record<Slot, VirtualReader>> = {
  0: { slot: 0, name: 'Virtual PCD 00 00', port: 35_963 },
  1: { slot: 1, name: 'Virtual PCD 00 01', port: 35_964 },
};

/** Null where somebody else on this machine uses that reader. */
export const claimReader = (slot: Slot): Promise<Claim | null> => claimName(`tongban-reader-${slot}`);

export interface ClaimedReader extends VirtualReader {
  readonly claim: Claim;
}

/** The second, so that a demonstration may go on with the first; or the first where the second is in use; null where both are. */
export async function claimFreeReader(): Promise<ClaimedReader | null> {
  for (const slot of [1, 0] as const) {
    const claim = await claimReader(slot);
    if (claim) return { ...virtualReaders[slot], claim };
  }
  return null;
}
