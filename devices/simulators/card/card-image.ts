/** What is written on a social-security card: everything the chip holds when it leaves the issuer. */
import type { SoftwareAlgorithm } from '../../card-reader/card-cryptography.ts';

/** May be read freely, or only after EXTERNAL AUTHENTICATE with RKSSSE. */
export type ReadRight = 'free' | 'afterAuthentication';

export type CardFile =
  /** Each record is whole: tag, length, value. */
  | { readonly kind: 'records'; readonly read: ReadRight; readonly records: readonly Buffer[] }
  | { readonly kind: 'transparent'; readonly read: ReadRight; readonly content: Buffer };

export interface CardImage {
  readonly atr: Buffer;
  /** File control information, the answer to SELECT of the environment. */
  readonly fci: Buffer;
  readonly algorithm: SoftwareAlgorithm;
  /** 16 bytes; the same for IRK and RKSSSE on test cards. */
  readonly key: Buffer;
  /** By file identifier; the low five bits of the identifier are the short one. */
  readonly files: ReadonlyMap<number, CardFile>;
  /** Decimal digits; null where none was set. */
  readonly pin: string | null;
  /** Wrong entries in a row until the PIN locks. */
  readonly pinTries: number;
  /** `damagedRecords`: the memory of the records fails (6581). `locked`: the issuer has blocked the application (9303). */
  readonly condition: 'sound' | 'damagedRecords' | 'locked';
}
