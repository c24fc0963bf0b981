/** What is written on a social-security card: everything the chip holds when it leaves the issuer. */
import type { DirectoryReadKey } from '../../card-reader/application-files.ts';
import type { SoftwareAlgorithm } from '../../card-reader/card-cryptography.ts';

/** May be read freely, only after EXTERNAL AUTHENTICATE with RKSSSE, or by the PIN or the key named. */
export type ReadRight = 'free' | 'afterAuthentication' | { readonly byPin: boolean; readonly byKeyId: number | null };

/** Who may do what with a file. */
export interface FileRights {
  readonly read: ReadRight;
  /** Identifier of the key that lets it be rewritten once proven; null where nothing does. */
  readonly updateKeyId: number | null;
}

export type CardFile =
  /** Each record is whole: tag, length, value, or so many bytes in a file read by number; the newest first where cyclic. */
  | FileRights & { readonly kind: 'records'; readonly records: readonly Buffer[] }
  | FileRights & { readonly kind: 'transparent'; readonly content: Buffer };

export interface CardImage {
  readonly atr: Buffer;
  /** File control information, the answer to SELECT of the environment. */
  readonly fci: Buffer;
  readonly algorithm: SoftwareAlgorithm;
  /** 16 bytes; the same for IRK and RKSSSE on test cards. */
  readonly key: Buffer;
  /** By file identifier; the low five bits of the identifier are the short one. */
  readonly files: ReadonlyMap<number, CardFile>;
  /** Files of the applications under the environment, by DF name in hex, lower case. */
  readonly applications: ReadonlyMap<string, ReadonlyMap<number, CardFile>>;
  /** Identifiers under which the applications' read keys are proven; this simulator's own, since the standard's are not published. */
  readonly readKeyIds: Readonly<Record<DirectoryReadKey, number>>;
  /** Decimal digits; null where none was set. */
  readonly pin: string | null;
  /** Wrong entries in a row until the PIN locks. */
  readonly pinTries: number;
  /** `damagedRecords`: the memory of the records fails (6581). `locked`: the issuer has blocked the application (9303). */
  readonly condition: 'sound' | 'damagedRecords' | 'locked';
}
