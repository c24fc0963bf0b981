/** The result codes of reader middleware (人社信息函〔2016〕38号 annex A), for integrators whose systems expect them: a pure table over our completions. */
import type { Fault, FaultCode } from '../device.ts';
import type { CardFaultDetail, CardReaderReason, FileReading, PinChange, PinVerification, ProviderShortfall } from './contract.ts';

/** Codes with a meaning of their own; those of card status words are computed by `middlewareCodeOfStatusWord`. */
export const middlewareCode = {
  ok: 0,
  wrongCardType: -1,
  noCard: -2,
  cardNotPowered: -3,
  cardMute: -4,
  libraryNotLoaded: -5,
  readerConnectionFailed: -11,
  readerNotConnected: -12,
  commandUnsupported: -13,
  badParameter: -14,
  checksumWrong: -15,
  cardIdMalformed: -20,
  cardNotGenuine: -21,
  otherCard: -22,
  illegalInput: -23,
  samKeyLevelTooLow: -24,
  pinEntryCanceled: -31,
  pinEntryTimedOut: -32,
  pinLengthWrong: -33,
  newPinsDiffer: -34,
  initialPinMayNotTransact: -35,
  mayNotReturnToInitialPin: -36,
  illegalCharacters: -41,
  illegalLength: -42,
  pinWrong: -51,
  pinLocked: -52,
  samAbsent: -2201,
  samWithoutAlgorithm: -2202,
  samWithoutReadKey: -2203,
  hsmNotNeeded: -2204,
  keyNotFound: -27272,
} as const;
export type MiddlewareCode = (typeof middlewareCode)[keyof typeof middlewareCode];

/** A status word of the card is its own negative: 6982h → −27010. `9000h` is 0. */
export const middlewareCodeOfStatusWord = (statusWord: number): number => (statusWord === 0x9000 ? middlewareCode.ok : -(statusWord & 0xffff));

/** Results after which the caller has to go on with the HSM functions instead of the PSAM. */
export const goesOnWithHsm: ReadonlySet<number> = new Set([
  middlewareCode.samAbsent, middlewareCode.samWithoutAlgorithm, middlewareCode.samWithoutReadKey, middlewareCode.keyNotFound, middlewareCode.samKeyLevelTooLow,
]);

const ofReason: Readonly<Record<CardReaderReason, number>> = {
  noReader: middlewareCode.readerNotConnected,
  noCard: middlewareCode.noCard,
  cardMute: middlewareCode.cardMute,
  cardRemoved: middlewareCode.noCard,
  notSocialSecurityCard: middlewareCode.wrongCardType,
  // Memory failure: what the card itself says of records it cannot give.
  cardUnreadable: middlewareCodeOfStatusWord(0x6581),
  applicationLocked: middlewareCodeOfStatusWord(0x9303),
  authenticationFailed: middlewareCode.cardNotGenuine,
  authenticationUnavailable: middlewareCode.keyNotFound,
  otherCard: middlewareCode.otherCard,
  pinNotSet: middlewareCodeOfStatusWord(0x6984),
};

const ofShortfall: Readonly<Record<ProviderShortfall, number>> = {
  noSam: middlewareCode.samAbsent,
  algorithmMissing: middlewareCode.samWithoutAlgorithm,
  readKeyMissing: middlewareCode.samWithoutReadKey,
  keyMissing: middlewareCode.keyNotFound,
  keyLevelTooLow: middlewareCode.samKeyLevelTooLow,
};

/** The annex knows cancelling and time-outs of PIN entry only; they stand here for those of any command. */
const ofFault: Readonly<Record<FaultCode, number>> = {
  canceled: middlewareCode.pinEntryCanceled,
  timeOut: middlewareCode.pinEntryTimedOut,
  deviceNotReady: middlewareCode.readerNotConnected,
  hardwareError: middlewareCode.readerConnectionFailed,
  userError: middlewareCode.illegalInput,
  invalidData: middlewareCode.badParameter,
  sequenceError: middlewareCode.badParameter,
  unsupportedCommand: middlewareCode.commandUnsupported,
};

/** The code for a command that did not succeed: by what the fault rests on, else by its reason, else by its completion code. */
export function middlewareCodeOfFault({ code, reason, detail }: Fault<CardReaderReason, CardFaultDetail>): number {
  if (detail?.provider) return ofShortfall[detail.provider];
  // A card of another kind has a code of its own, whichever word it refuses the name with.
  if (detail?.statusWord !== undefined && reason !== 'notSocialSecurityCard') return middlewareCodeOfStatusWord(detail.statusWord);
  return reason ? ofReason[reason] : ofFault[code];
}

/**
 * The code for a PIN that was presented or written. −51 stands for "failed, so many left"; the number is in the outcome. A write
 * that did not take place, or may not have, has lost its card.
 */
export function middlewareCodeOfPin({ outcome }: PinVerification | PinChange): number {
  switch (outcome) {
    case 'verified':
    case 'changed': return middlewareCode.ok;
    case 'wrong': return middlewareCode.pinWrong;
    case 'locked': return middlewareCode.pinLocked;
    case 'unchanged':
    case 'unknown': return middlewareCode.noCard;
    default: return outcome satisfies never;
  }
}

/** The code for a file that was asked for: that of the status word which the card keeps or misses it with. */
export function middlewareCodeOfFile({ outcome }: FileReading): number {
  switch (outcome) {
    case 'records':
    case 'bytes': return middlewareCode.ok;
    case 'closed': return middlewareCodeOfStatusWord(0x6982);
    case 'absent': return middlewareCodeOfStatusWord(0x6a82);
    default: return outcome satisfies never;
  }
}
