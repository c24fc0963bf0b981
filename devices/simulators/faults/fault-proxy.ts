/** What every proxy between a driver and its device can be told, whatever carries the bytes. */
import type { FaultScript } from './wire-fault.ts';

export interface FaultProxy {
  /** Where to reach the wire behind the proxy, as a machine profile says it. */
  readonly address: string;
  /** Lays a script on the wire in place of the one before; its offsets count from here. */
  lay(script: FaultScript): void;
  /** Bytes that came as far as the faults since the script was laid, by direction. */
  counted(): { readonly toDevice: number; readonly fromDevice: number };
  /** Bytes accepted and not yet handed on, both directions together. */
  held(): number;
  /** Lets go of everything, bytes under way included. */
  close(): Promise<void>;
}
