/** A failure: an expected thing that went wrong, by its code in the one table (kiosk-config/failures.yaml). A value, never a throw. */
import type { FailureCode } from './failure-codes.ts';

export type { FailureCode };

export interface Failure {
  readonly code: FailureCode;
}

export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const failed = (code: FailureCode): Result<never> => ({ ok: false, failure: { code } });
