/** The pure part: bytes of one direction in, what becomes of them out. The same bytes and faults give the same, however they were cut. */
import type { WireFault } from './wire-fault.ts';

/** `end`: the stream ends politely; `reset`: it breaks; `restart`: it breaks and nobody is there for a while. */
export type Passage =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'wait'; readonly ms: number }
  | Cut;
export type Cut =
  | { readonly kind: 'end' | 'reset' }
  | { readonly kind: 'restart'; readonly ms: number };

interface FaultyBytes {
  /** What comes out for these bytes, in order. After a cut or a stall, nothing until `reconnected`. */
  push(bytes: Uint8Array): Passage[];
  /** A new connection: what ended with the old one (a cut, a stall, a run of drops or copies) is over; the count goes on. */
  reconnected(): void;
  /** Bytes that came as far as the faults; those lost behind a cut or a stall are not counted, so that a replay counts alike. */
  counted(): number;
}

export function createFaultyBytes(faults: readonly WireFault[]): FaultyBytes {
  const pending = faults.toSorted((one, other) => one.at - other.at);
  let next = 0;
  let count = 0;
  let closed = false;
  let dropping = 0;
  /** Of a run that comes twice: how many are still to come, and what came. At most the longest run. */
  let copying: { left: number; readonly bytes: number[] } | null = null;

  const take = (byte: number, out: Passages): void => {
    let value = byte;
    for (let fault = pending[next]; fault && fault.at <= count; fault = pending[next]) {
      next++;
      value = meet(fault, value, out);
      if (closed) return;
    }
    count++;
    if (dropping > 0) dropping--;
    else out.byte(value);
    if (!copying) return;
    copying.bytes.push(value);
    if (--copying.left > 0) return;
    for (const copy of copying.bytes) out.byte(copy);
    copying = null;
  };

  /** Lets one fault happen; gives the byte it happened to. */
  const meet = (fault: WireFault, value: number, out: Passages): number => {
    switch (fault.kind) {
      case 'flip': return value ^ fault.mask;
      case 'drop':
        dropping = Math.max(dropping, fault.count);
        return value;
      case 'duplicate':
        copying ??= { left: fault.count, bytes: [] };
        return value;
      case 'garbage':
        for (const byte of fault.bytes) out.byte(byte);
        return value;
      case 'delay':
        out.add({ kind: 'wait', ms: fault.ms });
        return value;
      case 'stall': break;
      case 'truncate':
        out.add({ kind: 'end' });
        break;
      case 'unplug':
        out.add({ kind: 'reset' });
        break;
      case 'restart':
        out.add({ kind: 'restart', ms: fault.ms });
        break;
      default: return fault satisfies never;
    }
    closed = true;
    return value;
  };

  return {
    push(bytes) {
      const out = collectPassages();
      for (const byte of bytes) {
        if (closed) break;
        take(byte, out);
      }
      return out.all();
    },
    reconnected() {
      closed = false;
      dropping = 0;
      copying = null;
    },
    counted: () => count,
  };
}

interface Passages {
  byte(byte: number): void;
  add(passage: Passage): void;
  all(): Passage[];
}

/** Joins neighbouring bytes. */
function collectPassages(): Passages {
  const passages: Passage[] = [];
  let run: number[] = [];
  const flush = (): void => {
    if (run.length > 0) passages.push({ kind: 'bytes', bytes: Uint8Array.from(run) });
    run = [];
  };
  return {
    byte: (byte) => void run.push(byte),
    add(passage) {
      flush();
      passages.push(passage);
    },
    all() {
      flush();
      return passages;
    },
  };
}
