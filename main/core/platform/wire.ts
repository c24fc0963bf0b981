/**
 * The bodies that travel between a kiosk and the platform, as openapi.yaml beside this file describes them. Requests are
 * strict; answers may carry members this version does not know, which are dropped.
 */
import * as z from 'zod';
import { largestAmountFen, LocalizedText, maxReferencePhotoBytes, maxSnapshotBytes } from '../../contract/index.ts';

/** Header by which a kiosk names itself: its twelve-digit terminal number. */
export const terminalHeader = 'tongban-terminal';

/** Largest JSON body either side accepts, in bytes. */
export const maxJsonBytes = 256 * 1024;

/** Largest photograph either way, in bytes: what is let in here can also be compared. */
export const maxPhotoBytes = maxReferencePhotoBytes;

const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const FactName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

export const Person = z.strictObject({
  socialSecurityNumber: z.string().min(1).max(40),
  name: z.string().min(1).max(200),
});
export type Person = z.infer<typeof Person>;

export const QueryRequest = z.strictObject({
  person: Person,
  parameters: z.record(FactName, z.string().max(200)),
});
export type QueryRequest = z.infer<typeof QueryRequest>;

export const Fact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('date'), value: z.iso.date() }),
  z.object({ type: z.literal('text'), value: LocalizedText }),
  z.object({ type: z.literal('number'), value: z.number() }),
  z.object({ type: z.literal('money'), fen: z.int().min(0).max(largestAmountFen) }),
  z.object({ type: z.literal('rate'), basisPoints: z.int().min(0).max(10_000) }),
]);
export type Fact = z.infer<typeof Fact>;

export const QueryAnswer = z.object({ outcome: Code, facts: z.record(FactName, Fact) });
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const PhotoRequest = z.strictObject({ person: Person });
export type PhotoRequest = z.infer<typeof PhotoRequest>;

const Rate = z.number().gt(0).max(0.5);
const Similarity = z.number().min(-1).max(1);

/** `frame`: JPEG. A platform compares it and forgets it. */
export const FaceComparisonRequest = z.strictObject({
  person: Person,
  frame: z.base64().min(4).max(Math.ceil(maxSnapshotBytes / 3) * 4),
  falseMatchRate: Rate,
});
export type FaceComparisonRequest = z.infer<typeof FaceComparisonRequest>;

export const FaceComparisonAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('compared'), engine: z.string().min(1).max(100), similarity: Similarity, threshold: Similarity, falseMatchRate: Rate }),
  z.object({ outcome: z.literal('no-reference') }),
  z.object({ outcome: z.literal('no-face') }),
]);
export type FaceComparisonAnswer = z.infer<typeof FaceComparisonAnswer>;

/** The content of a code that was scanned, opaque to the kiosk. */
export const CodeIdentityRequest = z.strictObject({ code: z.string().min(1).max(4096) });
export type CodeIdentityRequest = z.infer<typeof CodeIdentityRequest>;
export const CodeIdentityAnswer = z.object({ person: Person });
export type CodeIdentityAnswer = z.infer<typeof CodeIdentityAnswer>;

/** Largest photo block of a chip, in bytes; they have 1024. */
const maxPhotoBlockBytes = 4096;

/** `block`: WLT, as the chip holds it. */
export const PhotoDecodingRequest = z.strictObject({ block: z.base64().min(4).max(Math.ceil(maxPhotoBlockBytes / 3) * 4) });
export type PhotoDecodingRequest = z.infer<typeof PhotoDecodingRequest>;

const bytes = (length: number) => z.string().regex(new RegExp(`^[0-9A-F]{${2 * length}}$`));
const Bytes = z.string().regex(/^([0-9A-F]{2}){1,33}$/);

/** Which card a key is derived for. */
const CardKeyOrigin = z.strictObject({
  algorithm: z.enum(['3DES', 'SSF33', 'SM4']),
  issuingRegion: z.string().regex(/^\d{6}$/),
  cardId: bytes(16),
  atrHistorical: Bytes,
});

/** The `|`-terminated strings of 人社信息函〔2016〕38号, challenges in and answers out. */
export const CardAuthenticationRequest = z.strictObject({ challenges: z.string().min(1).max(512) });
export type CardAuthenticationRequest = z.infer<typeof CardAuthenticationRequest>;
export const CardAuthenticationAnswer = z.object({ answers: z.string().min(1).max(512) });
export type CardAuthenticationAnswer = z.infer<typeof CardAuthenticationAnswer>;

/** Proof of PUK (key 0090) to a card. */
export const CardProofRequest = CardKeyOrigin.extend({ keyAddress: z.literal('0090'), factor: bytes(8), raw: bytes(8) });
export type CardProofRequest = z.infer<typeof CardProofRequest>;
export const CardProofAnswer = z.object({ authentication: bytes(8) });
export type CardProofAnswer = z.infer<typeof CardProofAnswer>;

/** A PIN command to be sealed under STKSSSE (key 0173): its first five bytes, and the new PIN in BCD where it carries one. */
export const CardSealRequest = CardKeyOrigin.extend({
  keyAddress: z.literal('0173'),
  head: bytes(5),
  factor: bytes(8),
  packedPin: z.string().regex(/^[0-9]{3,15}[0-9F]$/).nullable(),
});
export type CardSealRequest = z.infer<typeof CardSealRequest>;
export const CardSealAnswer = z.object({ field: Bytes });
export type CardSealAnswer = z.infer<typeof CardSealAnswer>;

export const SubmissionId = z.uuid();

export const SubmissionRequest = z.strictObject({
  operation: Code,
  person: Person,
  content: z.record(z.string().max(80), z.unknown()),
  terminal: z.string().regex(/^\d{12}$/),
  madeAt: z.iso.datetime({ offset: true }),
});
export type SubmissionRequest = z.infer<typeof SubmissionRequest>;

export const Acceptance = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('accepted'),
    number: z.string().min(1).max(64),
    acceptedAt: z.iso.datetime({ offset: true }),
    verificationCode: z.string().min(1).max(40).exactOptional(),
  }),
  z.object({ status: z.literal('refused'), reason: Code, message: LocalizedText }),
]);
export type Acceptance = z.infer<typeof Acceptance>;

export const Health = z.object({ status: z.literal('up') });
export type Health = z.infer<typeof Health>;

/** RFC 9457. */
export const Problem = z.object({ type: z.string().max(200), title: z.string().max(200), status: z.int().min(400).max(599) });
export type Problem = z.infer<typeof Problem>;

/** A problem that is the platform's decision, told to the person in its own sentence. Sent with status 422. */
export const Refusal = Problem.extend({ reason: Code, message: LocalizedText });
export type Refusal = z.infer<typeof Refusal>;
