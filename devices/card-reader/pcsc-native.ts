/** What is used of the native `pcsclite` addon, as it hands it out. Its traps are listed in `pcsc-binding.ts`. */
import { createRequire } from 'node:module';
import type { EventEmitter } from 'node:events';

export type Callback<Value> = (error: Error | null | undefined, value: Value) => void;

/** A reader as the addon hands it out. */
export interface NativeReader extends EventEmitter {
  readonly constructor: new (name: string) => NativeReader;
  readonly name: string;
  connected: boolean;
  connect(options: { share_mode: number; protocol: number }, done: Callback<number>): void;
  transmit(command: Buffer, responseLength: number, protocol: number, done: Callback<Buffer>): void;
  disconnect(disposition: number, done: Callback<undefined>): void;
  /** Calls back with the state and the ATR as they are, then at every change until `close`. */
  get_status(told: (error: Error | null | undefined, state: number, atr?: Buffer) => void): void;
  close(): void;
}

/** The way to the service: tells of each reader it finds by `reader`. */
export interface NativeContext extends EventEmitter {
  close(): void;
}

/** Null where no service answers, at which the constructor throws, or where the addon was not built, at which loading does. */
export function createNativeContext(): NativeContext | null {
  try {
    const create = createRequire(import.meta.url)('pcsclite') as () => NativeContext;
    return create();
  } catch {
    return null;
  }
}
