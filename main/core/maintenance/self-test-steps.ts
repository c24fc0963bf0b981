/** What the guided self-tests of all devices are made of: a talk with the person at the machine, and steps with a verdict each. */
import type { Clock } from '../../../devices/clock.ts';
import type { Completion, Fault } from '../../../devices/device.ts';
import { describeStatus, reaches, type AnyDevice } from './device-tool.ts';

/** `notTested`: this device cannot be judged from here, or nobody did what was asked; the reason is told. */
export type Verdict = 'passed' | 'failed' | 'notTested';

export interface SelfTestTalk {
  /** What the person at the machine is to do now. */
  guide(sentence: string): void;
  /** What came out of a step. */
  tell(step: { readonly what: string; readonly verdict: Verdict; readonly detail: string }): void;
}

export interface Test {
  readonly clock: Clock;
  readonly talk: SelfTestTalk;
  readonly signal: AbortSignal;
}

const answerWithinMs = 6_000;
export const personWithinMs = 30_000;
export const commandWithinMs = 15_000;

export const deadline = ({ signal }: Test, deadlineMs = commandWithinMs) => ({ deadlineMs, signal });

export const describeFault = ({ code, reason }: Fault): string => (reason ? `${code}: ${reason}` : code);

/** Tells the step by its completion; `detail` says what a success brought, without anything personal. */
export function judge<Value>({ talk }: Test, what: string, outcome: Completion<Value>, detail: (value: Value) => string = () => 'done'): Verdict {
  const verdict = outcome.code === 'success' ? 'passed' : 'failed';
  talk.tell({ what, verdict, detail: outcome.code === 'success' ? detail(outcome.value) : describeFault(outcome) });
  return verdict;
}

export async function isThere(device: AnyDevice, { clock, talk, signal }: Test): Promise<Verdict> {
  const reached = await reaches(device, clock, answerWithinMs, ({ generic }) => generic === 'online', signal);
  const verdict = reached ? 'passed' : 'failed';
  talk.tell({ what: 'the device answers', verdict, detail: describeStatus(device.status()) });
  return verdict;
}

export const mediaIs = (wanted: string) => ({ specific }: { readonly specific: object }): boolean => 'media' in specific && specific.media === wanted;

export function nobodyCame({ talk }: Test, what: string): Verdict {
  talk.tell({ what, verdict: 'notTested', detail: `nothing came within ${personWithinMs / 1000} s` });
  return 'notTested';
}
