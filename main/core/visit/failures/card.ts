/** Failures of social-security cards and their reader: the one place where each is raised. */
import type { Fault } from '../../../../devices/device.ts';
import type { CardReaderReason } from '../../../../devices/card-reader/contract.ts';
import type { FailureCode, GenericStatus } from '../../../contract/index.ts';

const table = {
  gone: 'card-reader-gone',
  slow: 'card-reader-slow',
  fault: 'card-reader-fault',
  mute: 'card-mute',
  pulledEarly: 'card-pulled-early',
  notSocialSecurity: 'card-not-social-security',
  unreadable: 'card-unreadable',
  applicationLocked: 'card-application-locked',
  authenticationFailed: 'card-authentication-failed',
  authenticationUnavailable: 'card-authentication-unavailable',
  different: 'card-different',
  withoutPin: 'card-without-pin',
} as const satisfies Record<string, FailureCode>;

const byReason: Readonly<Record<CardReaderReason, FailureCode>> = {
  noReader: table.gone,
  noCard: table.pulledEarly,
  cardMute: table.mute,
  cardRemoved: table.pulledEarly,
  notSocialSecurityCard: table.notSocialSecurity,
  cardUnreadable: table.unreadable,
  applicationLocked: table.applicationLocked,
  authenticationFailed: table.authenticationFailed,
  authenticationUnavailable: table.authenticationUnavailable,
  otherCard: table.different,
  pinNotSet: table.withoutPin,
};

export const cardReaderFailures: readonly FailureCode[] = Object.values(table);
export const readerGone = table.gone;
export const readerSlow = table.slow;
export const differentCard = table.different;

/** The failure behind a fault of the card reader. */
export function cardReaderFailure({ code, reason }: Fault<CardReaderReason>): FailureCode {
  if (reason) return byReason[reason];
  switch (code) {
    case 'timeOut':
      return table.slow;
    case 'deviceNotReady':
      return table.gone;
    case 'canceled':
    case 'hardwareError':
    case 'userError':
    case 'invalidData':
    case 'sequenceError':
    case 'unsupportedCommand':
      return table.fault;
    default:
      return code satisfies never;
  }
}

/** The failure behind a reader that is out of order, whatever was asked of it. */
export const cardReaderOutage = (generic: GenericStatus): FailureCode => (generic === 'hardwareError' ? table.fault : table.gone);

/** Found by us on a card that was read well. */
export const cardExpired = 'card-expired' as const satisfies FailureCode;
export const cardTaken = 'card-taken' as const satisfies FailureCode;
export const attendantCardUnknown = 'attendant-card-unknown' as const satisfies FailureCode;
export const pinFailures = { wrong: 'pin-wrong', locked: 'pin-locked' } as const satisfies Record<string, FailureCode>;

/** Outcomes of the platform's query about a card, other than `normal`. */
export const cardStanding = {
  lost: 'card-lost',
  cancelled: 'card-cancelled',
  'not-enabled': 'card-not-enabled',
  unknown: 'card-not-known',
} as const satisfies Record<string, FailureCode>;
