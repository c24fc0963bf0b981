/** A simulated reader of passports and travel cards: sends the lines of what is laid on it over a pseudo-terminal or TCP. */
import { createPeerPort, type PlugOutcome, type PlugProblem, type WireEnd } from '../wires/index.ts';

/** How a reader, its line or the document on it can be unwell. One at a time. */
export const mrzReaderFaults = ['misread', 'lineLost', 'splitBytes', 'garbage'] as const;
export type MrzReaderFault = (typeof mrzReaderFaults)[number];

export interface MrzReaderPeer {
  /** What to put into the machine profile. */
  readonly address: string;
  /** Lays a document on the reader, which sends its lines at once. */
  lay(lines: readonly string[]): void;
  setFault(fault: MrzReaderFault | null): void;
  plug(): Promise<PlugOutcome>;
  unplug(): Promise<void>;
}

export type MrzReaderPeerOutcome = { readonly ok: true; readonly peer: MrzReaderPeer } | { readonly ok: false; readonly problem: PlugProblem };

/** Plugs a reader in, with nothing on it. Let go of it by `unplug`. */
export async function createMrzReaderPeer(where: WireEnd): Promise<MrzReaderPeerOutcome> {
  const port = createPeerPort(where, () => undefined);
  let fault: MrzReaderFault | null = null;
  const plugged = await port.plug();
  if (!plugged.ok) return plugged;
  return {
    ok: true,
    peer: {
      get address() {
        return port.address;
      },
      lay(lines) {
        for (const piece of spoil(lines, fault)) port.send(piece);
      },
      setFault(next) {
        fault = next;
      },
      plug: port.plug,
      unplug: port.unplug,
    },
  };
}

const wire = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');

function spoil(lines: readonly string[], fault: MrzReaderFault | null): Buffer[] {
  switch (fault) {
    case null:
      return [wire(lines)];
    case 'misread':
      // The classic: a digit taken for its neighbour.
      return [wire(lines.map((line) => line.replace('8', '3')))];
    case 'lineLost':
      return [wire(lines.slice(1))];
    case 'splitBytes':
      return [...wire(lines)].map((byte) => Buffer.of(byte));
    case 'garbage':
      return [Buffer.from('\u0000\u00ff???\r\n', 'latin1'), wire(lines)];
  }
}
