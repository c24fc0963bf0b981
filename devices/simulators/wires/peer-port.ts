/** The far end of a wire, as a peer holds it: bytes in and out, and a plug that can be pulled. */

/** Pseudo-terminal under this path, or a TCP port on loopback (0: any free one). */
export type WireEnd = { readonly link: string } | { readonly port: number };

export interface PeerPort {
  /** How the kiosk reaches it, such as `serial:/tmp/idreader?baud=115200`. */
  readonly address: string;
  send(bytes: Uint8Array): void;
  /** Reads nothing more until released; what comes piles up at the host. */
  hold(): void;
  release(): void;
  plug(): Promise<PlugOutcome>;
  /** Pulls the plug: whoever is connected loses the wire. */
  unplug(): Promise<void>;
}

export type PlugProblem = 'socatMissing' | 'linkUnusable' | 'portTaken';
export type PlugOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: PlugProblem };

/** What every simulated device on such a wire lets its handler do. */
export interface FaultyPeer<Fault extends string> {
  /** What to put into the machine profile. */
  readonly address: string;
  /** Null: all well again. */
  setFault(fault: Fault | null): void;
  plug(): Promise<PlugOutcome>;
  unplug(): Promise<void>;
}
export type PeerOutcome<Peer> = { readonly ok: true; readonly peer: Peer } | { readonly ok: false; readonly problem: PlugProblem };
