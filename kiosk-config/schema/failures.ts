/** failures.yaml: the one table of expected failures, with what the person reads, what the attendant does, and what comes next. */
import * as z from 'zod';
import { LocalizedText } from '../../main/contract/index.ts';

/** What a person can be offered after a failure. A screen shows those that the step at hand can honour. */
export const FailureChoice = z.enum(['retry', 'other-way', 'continue', 'attendant', 'leave']);
export type FailureChoice = z.infer<typeof FailureChoice>;

export const FailureEntry = z.strictObject({
  title: LocalizedText,
  whatHappened: LocalizedText,
  whatNow: LocalizedText,
  nothingLost: LocalizedText,
  /** Names of `{placeholders}` in the texts, filled in where the failure is raised. */
  fills: z.array(z.string().regex(/^[a-z][a-zA-Z]*$/)).default([]),
  attendant: z.strictObject({ lookAt: LocalizedText, actions: z.array(LocalizedText).length(3) }),
  offers: z.array(FailureChoice).min(1).refine((offers) => offers.includes('leave'), 'every failure must let the person leave'),
});
export type FailureEntry = z.infer<typeof FailureEntry>;

export const Failures = z.strictObject({
  /** Texts that several entries share by YAML anchor; not read by the kiosk. */
  shared: z.record(z.string(), z.unknown()).optional(),
  choices: z.record(FailureChoice, LocalizedText),
  failures: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/), FailureEntry),
});
export type Failures = z.infer<typeof Failures>;
