/** A simulated device that speaks unasked and takes no orders from its wire: what is presented to it goes out at once. */
import { createPeerPort, type FaultyPeer, type PeerOutcome, type WireEnd } from './index.ts';

export interface SpeakingPeer<Content, Fault extends string> extends FaultyPeer<Fault> {
  /** Holds something before the device, or lays it on; it is sent at once, and lost where nobody is connected. */
  present(content: Content): void;
}

/** `piecesOf`: what the device and its line make of the content, each piece as one write. Plugs it in; let go of it by `unplug`. */
export async function createSpeakingPeer<Content, Fault extends string>(
  where: WireEnd,
  piecesOf: (content: Content, fault: Fault | null) => readonly Uint8Array[],
): Promise<PeerOutcome<SpeakingPeer<Content, Fault>>> {
  const port = createPeerPort(where, () => undefined);
  let fault: Fault | null = null;
  const plugged = await port.plug();
  if (!plugged.ok) return plugged;
  return {
    ok: true,
    peer: {
      get address() {
        return port.address;
      },
      present(content) {
        for (const piece of piecesOf(content, fault)) port.send(piece);
      },
      setFault(next) {
        fault = next;
      },
      plug: port.plug,
      unplug: port.unplug,
    },
  };
}
