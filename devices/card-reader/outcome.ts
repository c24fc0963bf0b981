/** How an act on the card ends: a value, or the reason why not together with its completion code, from one table. */
import { fault, type Completion, type Fault, type FaultCode } from '../device.ts';
import type { CardFaultDetail, CardReaderReason } from './contract.ts';

export type CardOutcome<Value> = Completion<Value, CardReaderReason, CardFaultDetail>;

const codeOf: Readonly<Record<CardReaderReason, FaultCode>> = {
  noReader: 'deviceNotReady',
  noCard: 'userError',
  cardMute: 'hardwareError',
  cardRemoved: 'userError',
  notSocialSecurityCard: 'userError',
  cardUnreadable: 'hardwareError',
  applicationLocked: 'userError',
  authenticationFailed: 'invalidData',
  authenticationUnavailable: 'deviceNotReady',
  otherCard: 'userError',
  pinNotSet: 'userError',
};

export const succeed = <Value>(value: Value): { readonly code: 'success'; readonly value: Value } => ({ code: 'success', value });

/** The fault of that reason, with the completion code that always goes with it, and what it rests on where that is known. */
export const failFor = (reason: CardReaderReason, detail?: CardFaultDetail): Fault<CardReaderReason, CardFaultDetail> =>
  ({ ...fault(codeOf[reason], reason), ...(detail && { detail }) });

export const canceled = fault<CardReaderReason>('canceled');
