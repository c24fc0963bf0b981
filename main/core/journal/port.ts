/** The kiosk's durable memory as the rest of the core sees it. When a call resolves, the rows are on the disk. */
import type { PlatformSubmission } from '../platform/port.ts';

export type SubmissionState =
  /** Durable here, not yet answered by the platform. */
  | { readonly state: 'kept'; readonly attempts: number }
  | { readonly state: 'accepted'; readonly number: string; readonly acceptedAt: string; readonly verificationCode?: string }
  | { readonly state: 'refused'; readonly reason: string; readonly message: { readonly 'zh-CN': string; readonly en: string } };

/** One event of the audit chain: codes and times, never personal data. */
export interface AuditEvent {
  readonly event: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Journal {
  /**
   * Keeps a submission (sealed, fsynced) and gives the number the person can quote while the platform has not answered.
   * Keeping the same id twice gives the same number.
   */
  keep(submission: PlatformSubmission): Promise<{ readonly number: string }>;
  /** The state of a kept submission; null for an id never kept. */
  state(id: string): SubmissionState | null;
  /** Asks the outbox to send now and resolves with the state reached within the deadline; the outbox goes on after it. */
  settle(id: string, options: { readonly deadlineMs: number; readonly signal?: AbortSignal }): Promise<SubmissionState>;
  /** Appends to the hash chain. */
  audit(event: AuditEvent): void;
  /** Adds to a counter of statistics, such as `visits` or `failure.card-unreadable`. */
  count(counter: string, by?: number): void;
  /** How many submissions still wait to be sent. */
  waiting(): number;
  close(): Promise<void>;
}
