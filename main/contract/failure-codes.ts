/** Generated from kiosk-config/failures.yaml by `npm run generate`; do not edit. */
export const failureCodes = [] as const;
export type FailureCode = (typeof failureCodes)[number];
