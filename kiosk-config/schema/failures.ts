/** failures.yaml: the one table of expected failures, with what the person reads, what the attendant does, and what comes next. */
import * as z from 'zod';
import { LocalizedText } from '../../main/contract/index.ts';

/** How a person can go on after a failure. A screen shows those ways that the step at hand can honour; calling an attendant and leaving are in the foot of every page. */
export const FailureChoice = z.enum(['retry', 'other-way', 'continue']);
export type FailureChoice = z.infer<typeof FailureChoice>;

export const FailureEntry = z.strictObject({
  title: LocalizedText,
  whatHappened: LocalizedText,
  whatNow: LocalizedText,
  nothingLost: LocalizedText,
  /** Names of `{placeholders}` in the texts, filled in where the failure is raised. */
  fills: z.array(z.string().regex(/^[a-z][a-zA-Z]*$/)).default([]),
  attendant: z.strictObject({ lookAt: LocalizedText, actions: z.array(LocalizedText).length(3) }),
  /** None: only an attendant can help, who is then offered in the middle of the page. */
  offers: z.array(FailureChoice),
});
export type FailureEntry = z.infer<typeof FailureEntry>;

export const Failures = z.strictObject({
  /** Texts that several entries share by YAML anchor; not read by the kiosk. */
  shared: z.record(z.string(), z.unknown()).optional(),
  choices: z.record(z.enum([...FailureChoice.options, 'attendant']), LocalizedText),
  failures: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/), FailureEntry),
});
export type Failures = z.infer<typeof Failures>;
