/** What the core may ask of a scanner of identity documents (SAM_V module or reader of machine-readable zones) and what it can answer. */
import type { IdScannerStatus } from '../../main/contract/index.ts';
import type { Personal } from '../personal.ts';
import type { Device } from '../device.ts';

/** Residents' documents, told apart by the type bytes of the text block. */
export type ResidentDocumentType = 'citizen' | 'hmt-residence-permit' | 'foreign-permanent-resident-2017' | 'foreign-permanent-resident-2023';
/** Documents with a machine-readable zone (ICAO 9303): a passport has the format TD3, a card TD1 or TD2. */
export type TravelDocumentType = 'passport' | 'travel-card';
type DocumentType = ResidentDocumentType | TravelDocumentType;

/** `unknown`: the document says that it is not known, or does not say. */
export type Sex = 'male' | 'female' | 'unknown';

export interface IdDocument {
  readonly type: DocumentType;
  /** The name to call the person by: Chinese where there is one, else Latin. */
  readonly name: Personal<string>;
  /** Latin name of a foreigner; null for others. */
  readonly latinName: Personal<string> | null;
  /** As printed: 18 characters, 15 on the 2017 foreigner's card, up to 22 on travel documents. */
  readonly number: Personal<string>;
  readonly sex: Personal<Sex>;
  /** GB 3304 code; null where the document has none. */
  readonly ethnicCode: Personal<string> | null;
  /** ISO 3166 alpha-3, or one of ICAO 9303's own codes such as `D`; null on citizens' cards. */
  readonly nationality: Personal<string> | null;
  readonly birthDate: Personal<string>;
  readonly address: Personal<string> | null;
  readonly issuer: Personal<string> | null;
  /** ISO date; null where the document does not say, as in a machine-readable zone. */
  readonly validFrom: string | null;
  /** ISO date, or `long-term`. */
  readonly validTo: string;
  /** The 1024-byte WLT block, still encoded; null where the document sent none. */
  readonly photo: Personal<Uint8Array> | null;
}

/**
 * `selectFailed`, `readFailed`: a document lay there and could not be read three times in a row. `undecodableText`: it was read,
 * and what it says makes no sense. `badFrame`: what the module sends is no sound frame.
 */
export type IdScannerReason =
  | 'portMissing' | 'silent' | 'badFrame' | 'selectFailed' | 'readFailed' | 'undecodableText' | 'samUnauthorised' | 'samFailed';

export type IdScannerCommands = {
  /**
   * Poll until a document lies in the field, read text and photo, complete. The same document is found again only after it was
   * taken away; so a reading that has `found` one is better not cancelled. `found` comes at each attempt to read it.
   */
  readDocument: { input: null; event: { readonly kind: 'found' }; value: IdDocument };
  /** The same, and the fingerprint block: up to 1024 bytes in the maker's own coding, for whoever may compare them; null where the document has none. */
  readDocumentWithFingerprints: {
    input: null;
    event: { readonly kind: 'found' };
    value: { readonly document: IdDocument; readonly fingerprints: Personal<Uint8Array> | null };
  };
  /** The address as last changed, of the document just read and still lying there; null where it was never changed. */
  readNewestAddress: { input: null; event: never; value: { readonly address: Personal<string> | null } };
  /** A document's photo block as a 24-bit BMP; only where the profile names a decoder. */
  decodePhoto: { input: Personal<Uint8Array>; event: never; value: { readonly bitmap: Personal<Uint8Array> } };
  /** Module identity, `dd.dd-YYYYMMDD-NNNNNNNNNN-NNNNNNNNNN`. */
  readSamId: { input: null; event: never; value: { readonly samId: string } };
  /**
   * What the chip of the document that lies there says of itself, as it comes: its meaning differs by maker. A module that
   * does not know the question completes as `unsupportedCommand`.
   */
  readCardSerial: { input: null; event: never; value: { readonly serial: Personal<Uint8Array> } };
  /** Restarts the module; a document that lies there may be found again. */
  reset: { input: null; event: never; value: null };
};

export type IdScanner = Device<IdScannerCommands, IdScannerStatus, IdScannerReason>;
