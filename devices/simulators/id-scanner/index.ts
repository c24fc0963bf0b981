/** The door of the simulated ID reader: a SAM_V module at the far end of a pseudo-terminal or a TCP connection. */
import type { Clock } from '../../clock.ts';
import { createPeerPort, type FaultyPeer, type PeerOutcome, type WireEnd } from '../wires/index.ts';
import type { IssuedDocument } from './document-issuer.ts';
import { createSamVPeer, type IdScannerFault, type SamVPeer } from './sam-v-peer.ts';

export { documentNames } from './document-names.ts';
export { documentNamed } from './named-documents.ts';
export { documentTraits, issueDocument, readPortraitMark, writeNewAddress, writeTextBlock, type DocumentFields, type IssuedDocument } from './document-issuer.ts';
export { idScannerFaults, type IdScannerFault } from './sam-v-peer.ts';

type IdScannerPeerOptions =
  & WireEnd
  /** Where given, replies take the time they would on a serial line of that speed; a pseudo-terminal itself has none. */
  & { readonly pace?: { readonly baud: number; readonly clock: Clock } };

export interface IdScannerPeer extends FaultyPeer<IdScannerFault> {
  place(document: IssuedDocument): void;
  take(): void;
  count: SamVPeer['count'];
  told: SamVPeer['told'];
}

/** Bits on the line for each byte: start, eight, stop. */
const bitsPerByte = 10;

/** Plugs a module in, with nothing on it. Let go of it by `unplug`. */
export async function createIdScannerPeer(options: IdScannerPeerOptions): Promise<PeerOutcome<IdScannerPeer>> {
  const module = createSamVPeer();
  let sendAt = 0;
  const onTheLine: Uint8Array[] = [];
  const arrive = (): void => {
    const piece = onTheLine.shift();
    if (piece) port.send(piece);
  };
  const send = (piece: Uint8Array): void => {
    if (!options.pace) {
      port.send(piece);
      return;
    }
    const { baud, clock } = options.pace;
    // One look at the time: between two, a piece of one byte would be due in the past.
    const now = clock.now();
    sendAt = Math.max(sendAt, now) + (piece.length * bitsPerByte * 1000) / baud;
    onTheLine.push(piece);
    clock.after(sendAt - now, arrive);
  };
  const onData = (bytes: Uint8Array): void => module.receive(bytes).forEach(send);
  const port = createPeerPort(options, onData);

  const plugged = await port.plug();
  if (!plugged.ok) return plugged;
  return {
    ok: true,
    peer: {
      get address() {
        return port.address;
      },
      place: module.place,
      take: module.take,
      setFault: module.setFault,
      count: module.count,
      told: module.told,
      plug: port.plug,
      unplug() {
        // It draws its power from the line.
        module.restart();
        return port.unplug();
      },
    },
  };
}
