/** The result codes of reader middleware (人社信息函〔2016〕38号 annex A), for integrators whose systems expect them: a pure table over our completions. */
import type { Fault, FaultCode } from '../device.ts';
import type { CardReaderReason, PinVerification } from './contract.ts';

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

/** The code for a command that did not succeed; its reason says more than its completion code, where there is one. */
export const middlewareCodeOfFault = ({ code, reason }: Fault<CardReaderReason>): number => (reason ? ofReason[reason] : ofFault[code]);

/** The code for a presented PIN. −51 stands for "failed, so many left"; the number is in the verification. */
export function middlewareCodeOfPin(verification: PinVerification): number {
  switch (verification.outcome) {
    case 'verified': return middlewareCode.ok;
    case 'wrong': return middlewareCode.pinWrong;
    case 'locked': return middlewareCode.pinLocked;
    default: return verification satisfies never;
  }
}
