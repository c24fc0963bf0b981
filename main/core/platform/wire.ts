/**
 * The bodies that travel between a kiosk and the platform, as openapi.yaml beside this file describes them. Requests are
 * strict; answers may carry members this version does not know, which are dropped.
 */
import * as z from 'zod';
import { LocalizedText } from '../../contract/index.ts';

/** Header by which a kiosk names itself: its twelve-digit terminal number. */
export const terminalHeader = 'tongban-terminal';

/** Largest JSON body either side accepts, in bytes. */
export const maxJsonBytes = 256 * 1024;

/** Largest reference photograph, in bytes. */
export const maxPhotoBytes = 2 * 1024 * 1024;

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
]);
export type Fact = z.infer<typeof Fact>;

export const QueryAnswer = z.object({ outcome: Code, facts: z.record(FactName, Fact) });
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const PhotoRequest = z.strictObject({ person: Person });
export type PhotoRequest = z.infer<typeof PhotoRequest>;

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
