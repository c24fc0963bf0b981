/** What the core may ask of a card reader, and what it can answer. Card facts after 人社信息函〔2016〕38号; see docstrings. */
import type { CardReaderStatus } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';
import type { Device } from '../device.ts';

/** SSSE is the environment itself; the others are the applications under it. */
export type ApplicationName = 'SSSE' | 'DF01' | 'DF02' | 'DF03' | 'DF04';

/** Specification generation of the card, from the first three characters of EF05 tag 03. */
export type CardGeneration = '1.0' | '2.0' | '3.0';

/** `proven`: the card answered INTERNAL AUTHENTICATE as only a genuine one can. `unproven`: nobody here could judge it (1.0 and 2.0 only). */
export type CardAuthenticity = 'proven' | 'unproven';

/** Card and holder, as read in one go while the card stays powered (SSSE/EF05 and EF06). */
export interface CardHolder {
  readonly generation: CardGeneration;
  readonly authenticity: CardAuthenticity;
  /** Six digits of GB/T 2260, from the card identification code. */
  readonly issuingRegion: string;
  /** Card identification code 卡识别码, 32 hex digits. */
  readonly cardId: Personal<string>;
  /** Card number 卡号, nine characters. Cards whose last one breaks the rule of its check digit exist, and are read. */
  readonly cardNumber: Personal<string>;
  /** Social-security number: an identity number of 18 characters, or a shorter one by the ministry's rule. */
  readonly socialSecurityNumber: Personal<string>;
  /** Name including its extension record. */
  readonly name: Personal<string>;
  /** ISO 8601 dates (YYYY-MM-DD), null where the card holds none. Plain values: whole batches of cards share them, they point to nobody. */
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  /** ATR historical bytes, 26 hex digits. */
  readonly atrHistorical: Personal<string>;
  readonly contactless: boolean;
}

export type PinVerification =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'locked' };

/**
 * What became of an act that changes the card. `unknown`: the card was pulled in the middle and did not come back in time, or
 * could not tell. A command that ends as `timeOut` or `canceled` says as little: read it as `unknown`.
 */
export type CardChange = { readonly outcome: 'changed' } | { readonly outcome: 'unchanged' } | { readonly outcome: 'unknown' };

/** `wrong` and `locked` mean the current PIN, and that nothing was changed. */
export type PinChange = CardChange | Exclude<PinVerification, { readonly outcome: 'verified' }>;
export type PinReset = CardChange;
export type PinUnblock = CardChange;

/** The card was pulled while it was being changed: ask for the very same card. `otherCard`: another one came in its place. */
export type CardWriteEvent = { readonly kind: 'reinsert' } | { readonly kind: 'otherCard' };

/** `free`: without any right. `pin`: by the right that `verifyPin` gave since the card was powered. `key`: by the file's own read key, through the provider. */
export type FileAccess = 'free' | 'pin' | 'key';

/** One record as the card holds it. The codings of the items differ and are the platform's to know; text is GB18030. */
export interface FileRecord {
  /** Identifier of a tagged record; null for records found by number only. */
  readonly tag: number | null;
  /** The value behind tag and length, or the whole record where it has no tag. */
  readonly value: Personal<Buffer>;
  /** The value taken apart where it is itself tags, lengths and values; else null. */
  readonly items: readonly { readonly tag: number; readonly value: Personal<Buffer> }[] | null;
}

export type FileReading =
  /** Tagged records in the order of the layout, cyclic ones newest first. */
  | { readonly outcome: 'records'; readonly records: readonly FileRecord[] }
  | { readonly outcome: 'bytes'; readonly bytes: Personal<Buffer> }
  /** This card has no such application or file, as older ones. */
  | { readonly outcome: 'absent' }
  /** The card does not grant the right to read it. */
  | { readonly outcome: 'closed' };

/** What the chip says of itself and its connection when powered, whatever card it is. */
export interface PoweredChip {
  /** Answer to reset in hex; holds the card's serial. */
  readonly atr: Personal<string>;
  /** As the PC/SC service reports it. */
  readonly protocol: 'T=0' | 'T=1';
  /** Told by the shape of the ATR. */
  readonly contactless: boolean;
}

/** Why a command failed, as far as reader, card or provider tell: from the way to the card, over what it is, to what it grants. */
export type CardReaderReason =
  | 'noReader' | 'noCard' | 'cardMute' | 'cardRemoved' | 'notSocialSecurityCard' | 'cardUnreadable' | 'applicationLocked'
  | 'authenticationFailed' | 'authenticationUnavailable' | 'otherCard' | 'pinNotSet';

/**
 * Why nobody here could answer for a card, as 人社信息函〔2016〕38号 annex A tells it apart: no PSAM that answers; one without this
 * card's algorithm, without RKSSSE, without another key, or whose keys stand too low in the derivation for this card.
 */
export type ProviderShortfall = 'noSam' | 'algorithmMissing' | 'readKeyMissing' | 'keyMissing' | 'keyLevelTooLow';

/** What a fault rests on, where it rests on that: see `middleware-codes.ts` for the numbers other software expects. */
export interface CardFaultDetail {
  /** The status word of the card, or of the PSAM, that decided it (ISO 7816-4). */
  readonly statusWord?: number;
  readonly provider?: ProviderShortfall;
}

export type CardReaderCommands = {
  /** Power on, SELECT the social-security environment, authenticate as the card asks, read card and holder. */
  readHolder: { input: null; event: never; value: CardHolder };
  /** Power on, without asking the card anything. */
  powerOn: { input: null; event: never; value: PoweredChip };
  /** A file of the layout (see `application-files.ts`; another one is `invalidData`), such as DF03 and EF19h, or all records of EF05 and EF06. */
  readFile: {
    input: { readonly cardId: Personal<string>; readonly application: ApplicationName; readonly fileId: number; readonly access: FileAccess };
    event: never;
    value: FileReading;
  };
  /** VERIFY. The buffer holds ASCII digits, is packed to BCD for the card, and is zeroed by the driver whatever happens. */
  verifyPin: { input: { readonly pin: Buffer; readonly cardId: Personal<string> }; event: never; value: PinVerification };
  /** VERIFY with empty data: the tries left, without consuming one. */
  countPinTries: { input: null; event: never; value: { readonly triesLeft: number } };
  /**
   * CHANGE PIN by the current one. Buffers as for `verifyPin`. What makes a PIN too simple is the caller's to judge. Refused as
   * `unsupportedCommand` over contactless, as are the two below.
   */
  changePin: {
    input: { readonly currentPin: Buffer; readonly newPin: Buffer; readonly cardId: Personal<string> };
    event: CardWriteEvent;
    value: PinChange;
  };
  /** Sets a new PIN without the old one, by MAC; all tries come back. Only after somebody has made sure of the holder. */
  resetPin: { input: { readonly newPin: Buffer; readonly cardId: Personal<string> }; event: CardWriteEvent; value: PinReset };
  /** Gives all tries back by MAC; the PIN stays. */
  unblockPin: { input: { readonly cardId: Personal<string> }; event: CardWriteEvent; value: PinUnblock };
  /** Power the chip down; security state is lost. */
  powerOff: { input: null; event: never; value: null };
};

export type CardReader = Device<CardReaderCommands, CardReaderStatus, CardReaderReason, CardFaultDetail>;
