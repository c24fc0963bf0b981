/** One direction of a wire in time: carries bytes through their faults, in order, one piece after another, and holds little. */
import { sleep, type Clock } from '../../clock.ts';
import { createFaultyBytes, type Cut } from './faulty-bytes.ts';
import type { WireFault } from './wire-fault.ts';

export interface FaultyLaneOptions {
  readonly clock: Clock;
  /** Hands bytes on; resolves when there is room for more, or when the far end is gone. */
  readonly deliver: (bytes: Uint8Array) => Promise<void>;
  readonly onCut: (cut: Cut) => void;
}

export interface FaultyLane {
  /** Resolves when these bytes are behind the lane: handed on, delayed and handed on, or lost. */
  carry(bytes: Uint8Array): Promise<void>;
  /** Lays other faults on the lane; bytes are counted from here. */
  lay(faults: readonly WireFault[]): void;
  /** The old connection is gone, with whatever was still under way on it. */
  reconnected(): void;
  counted(): number;
  /** Bytes under way: accepted and not yet handed on. */
  held(): number;
}

/** A line without flow control loses what overruns it, as a UART does; a connection is paused long before. */
const mostHeld = 256 * 1024;

export function createFaultyLane({ clock, deliver, onCut }: FaultyLaneOptions): FaultyLane {
  let bytes = createFaultyBytes([]);
  let connection = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let held = 0;

  const pass = async (piece: Uint8Array, { signal }: AbortController): Promise<void> => {
    if (signal.aborted) return;
    for (const passage of bytes.push(piece)) {
      if (signal.aborted) return;
      switch (passage.kind) {
        case 'bytes':
          await deliver(passage.bytes);
          break;
        case 'wait':
          await sleep(clock, passage.ms, signal);
          break;
        case 'end':
        case 'reset':
        case 'restart':
          onCut(passage);
          break;
        default: passage satisfies never;
      }
    }
  };

  return {
    carry(piece) {
      if (held + piece.length > mostHeld) return last;
      held += piece.length;
      const mine = connection;
      last = last.then(() => pass(piece, mine)).finally(() => { held -= piece.length; });
      return last;
    },
    lay(faults) {
      bytes = createFaultyBytes(faults);
    },
    reconnected() {
      connection.abort();
      connection = new AbortController();
      bytes.reconnected();
    },
    counted: () => bytes.counted(),
    held: () => held,
  };
}
