/** What the core may ask of a card reader, and what it can answer. Card facts after 人社信息函〔2016〕38号; see docstrings. */
import type { CardReaderStatus } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';
import type { Device } from '../device.ts';

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
  /** Card number 卡号, nine characters. */
  readonly cardNumber: Personal<string>;
  /** Social-security number, 18 characters. */
  readonly socialSecurityNumber: Personal<string>;
  /** Name including its extension record. */
  readonly name: Personal<string>;
  /** ISO 8601 dates (YYYY-MM-DD), null where the card holds none. */
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

/** Why a command failed, as far as the card or reader tells. Status words in domain order. */
export type CardReaderReason =
  | 'noReader' | 'noCard' | 'cardMute' | 'cardRemoved' | 'notSocialSecurityCard' | 'cardUnreadable' | 'applicationLocked'
  | 'authenticationFailed' | 'authenticationUnavailable' | 'otherCard' | 'pinNotSet';

export type CardReaderCommands = {
  /** Power on, SELECT the social-security environment, authenticate as the card asks, read card and holder. */
  readHolder: { input: null; event: never; value: CardHolder };
  /** VERIFY. The buffer holds ASCII digits, is packed to BCD for the card, and is zeroed by the driver whatever happens. */
  verifyPin: { input: { readonly pin: Buffer; readonly cardId: Personal<string> }; event: never; value: PinVerification };
  /** VERIFY with empty data: the tries left, without consuming one. */
  countPinTries: { input: null; event: never; value: { readonly triesLeft: number } };
  /** Power the chip down; security state is lost. */
  powerOff: { input: null; event: never; value: null };
};

export type CardReader = Device<CardReaderCommands, CardReaderStatus, CardReaderReason>;
