/** The far end of a wire, as a peer holds it: bytes in and out, and a plug that can be pulled. */

export interface PeerPort {
  /** How the kiosk reaches it, such as `serial:/tmp/idreader?baud=115200`. */
  readonly address: string;
  send(bytes: Uint8Array): void;
  plug(): Promise<PlugOutcome>;
  /** Pulls the plug: whoever is connected loses the wire. */
  unplug(): Promise<void>;
}

export type PlugProblem = 'socatMissing' | 'linkUnusable' | 'portTaken';
export type PlugOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: PlugProblem };
