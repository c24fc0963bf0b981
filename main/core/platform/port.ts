/** The one door to the social-security business system, whoever stands behind it. Every call has a deadline and ends. */
import type { LocalizedText } from '../../contract/index.ts';
import type { Personal } from '../../../devices/personal.ts';

/**
 * The person a call is about, by social-security number; the name lets the platform refuse a mismatch. Who shows a travel document
 * is named by its number, under which the platform has registered them: a passport does not say a social-security number.
 */
export interface PersonReference {
  readonly socialSecurityNumber: Personal<string>;
  readonly name: Personal<string>;
}

/** How the person proved who they are, for the platform's own record. */
export interface CardReference {
  readonly cardId: Personal<string>;
  readonly cardNumber: Personal<string>;
}

/** Why the platform gave no answer of substance. `refused` carries the platform's own sentence for the person. */
export type PlatformProblem =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeOut' }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'invalidAnswer' }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: LocalizedText };

export type PlatformAnswer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: PlatformProblem };

/** A fact the platform tells, typed so that it can be shown in every language and masked by type. */
export type Fact =
  | { readonly type: 'date'; readonly value: string }
  | { readonly type: 'text'; readonly value: LocalizedText }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'money'; readonly fen: number }
  /** A share of something, in hundredths of a percent. */
  | { readonly type: 'rate'; readonly basisPoints: number };

/** What the platform tells about a person, by name. */
export type Facts = Readonly<Record<string, Fact>>;

/** Answer to a query: which of the operation's outcomes holds (a code of the operation, without the person's name), and the facts to tell. */
export interface QueryResult {
  readonly outcome: string;
  readonly facts: Personal<Facts>;
}

/** One business act. The same `id` is sent again until an answer comes; the platform acts on it once. */
export interface PlatformSubmission {
  /** UUID made before the first send; the idempotency key. */
  readonly id: string;
  readonly operation: string;
  readonly person: PersonReference;
  /** Business content; plain JSON, personal as a whole. */
  readonly content: Personal<Readonly<Record<string, unknown>>>;
  readonly terminal: string;
  /** ISO 8601 with offset. */
  readonly madeAt: string;
}

export type Acceptance =
  | {
    readonly status: 'accepted';
    /** The platform's own reference. */
    readonly number: string;
    readonly acceptedAt: string;
    /** By which anybody can check the act with the platform, where the platform gives one. */
    readonly verificationCode?: string;
  }
  | { readonly status: 'refused'; readonly reason: string; readonly message: LocalizedText };

export interface CallOptions {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** What the platform says of a frame and the person it has on record. Scale and threshold are those of its own engine. */
export type FaceVerdict =
  | {
    readonly outcome: 'compared';
    readonly engine: string;
    readonly similarity: number;
    /** Similarity from which its engine takes two faces for one person's, and how often that was measured to be wrong. */
    readonly threshold: number;
    readonly falseMatchRate: number;
  }
  /** It has no photograph of this person, or sees no one face on the frame. */
  | { readonly outcome: 'no-reference' | 'no-face' };

export interface FaceQuestion {
  readonly person: PersonReference;
  /** JPEG, from the kiosk's camera. It is in memory only, on both sides. */
  readonly frame: Personal<Uint8Array>;
  /** How often at most a face may be taken for somebody else's. */
  readonly falseMatchRate: number;
}

export interface PlatformPort {
  /** A named read of the platform (`benefit-status`, `card-status`, …) about one person. */
  query(operation: string, person: PersonReference, parameters: Readonly<Record<string, string>>, options: CallOptions): Promise<PlatformAnswer<QueryResult>>;
  /** Reference photograph, JPEG; null where the platform has none. */
  referencePhoto(person: PersonReference, options: CallOptions): Promise<PlatformAnswer<Personal<Uint8Array> | null>>;
  /** Who holds the electronic card behind a scanned code. The code is short-lived and used up by being asked about. */
  identifyByCode(code: Personal<string>, options: CallOptions): Promise<PlatformAnswer<PersonReference>>;
  /** The photo block of an identity card's chip (WLT) as a bitmap; null where the platform cannot decode it. */
  decodePhoto(wlt: Personal<Uint8Array>, options: CallOptions): Promise<PlatformAnswer<Personal<Uint8Array> | null>>;
  /** Compares the person on a frame with the one on record (1:1). */
  compareFace(question: FaceQuestion, options: CallOptions): Promise<PlatformAnswer<FaceVerdict>>;
  submit(submission: PlatformSubmission, options: CallOptions): Promise<PlatformAnswer<Acceptance>>;
  /** Whether the platform can be reached now; for availability, not a promise. */
  check(options: CallOptions): Promise<PlatformAnswer<null>>;
}
