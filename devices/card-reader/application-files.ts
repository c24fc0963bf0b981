/** The files a kiosk may read: where they lie, how they are built, and which right opens them (人社信息函〔2012〕37号). */
import type { ApplicationName } from './contract.ts';
import { holderFile, issuerFile, records } from './social-security-application.ts';

/** Keys that open files of the applications. Their identifiers on the card are not published: the machine profile tells them. */
export type DirectoryReadKey = 'RK1DF01' | 'RK1DF02' | 'RK1DF03' | 'RK2DF03' | 'RK1DF04';

type FileStructure =
  /** Each record begins with one of `tags`; a tag may come several times. */
  | { readonly kind: 'tagged'; readonly tags: readonly number[] }
  /** Records of one length, found by number; the newest first where cyclic. */
  | { readonly kind: 'fixed' }
  | { readonly kind: 'cyclic' }
  /** Plain bytes, so many at most. */
  | { readonly kind: 'transparent'; readonly length: number };

export interface ApplicationFile {
  readonly application: ApplicationName;
  readonly fileId: number;
  /** What is in it, for a technician's eyes. */
  readonly title: string;
  readonly structure: FileStructure;
  /** A verified PIN opens it. */
  readonly opensByPin: boolean;
  /** Proving that key by EXTERNAL AUTHENTICATE opens it; null where none does. */
  readonly readKey: 'RKSSSE' | DirectoryReadKey | null;
}

const registeredProvider = [0xd1, 0x56, 0x00, 0x00, 0x05];
const applicationNumber: Readonly<Record<Exclude<ApplicationName, 'SSSE'>, number>> = { DF01: 0x00, DF02: 0x01, DF03: 0x02, DF04: 0x03 };

/** DF name (AID) of an application under the environment. */
export const applicationIdOf = (application: Exclude<ApplicationName, 'SSSE'>): Buffer =>
  Buffer.from([...registeredProvider, applicationNumber[application]]);

const ofEnvironment = (fileId: number, title: string, structure: FileStructure, readKey: 'RKSSSE' | null = 'RKSSSE'): ApplicationFile =>
  ({ application: 'SSSE', fileId, title, structure, opensByPin: false, readKey });

const ofApplication = (
  application: ApplicationName, fileId: number, title: string, readKey: DirectoryReadKey | null, structure: FileStructure,
): ApplicationFile => ({ application, fileId, title, structure, opensByPin: true, readKey });

const tagged = (...tags: readonly number[]): FileStructure => ({ kind: 'tagged', tags });
const taggedBy = (fileId: number): FileStructure => tagged(...Object.values(records).filter(({ file }) => file === fileId).map(({ tag }) => tag));

/** Item tag of one insured-proof record in DF03/EF19; its items are simple TLV within. */
export const insuredProofTag = 0x79;

export const applicationFiles: readonly ApplicationFile[] = [
  ofEnvironment(issuerFile, 'card', taggedBy(issuerFile), null),
  // On cards before 3.0 as free as the card's own.
  ofEnvironment(holderFile, 'holder', taggedBy(holderFile)),
  ofEnvironment(0xef07, 'fingerprint', { kind: 'transparent', length: 0x300 }),
  ofEnvironment(0xef08, 'photograph', { kind: 'transparent', length: 0x1000 }),
  ofApplication('DF01', 0xef05, 'household', 'RK1DF01', tagged(0x20, 0x21, 0x0e)),
  ofApplication('DF01', 0xef06, 'residence and contact', 'RK1DF01', tagged(0x23, 0x24, 0x28, 0x2c, 0x2d)),
  ofApplication('DF01', 0xef07, 'employment state', 'RK1DF01', tagged(0x29)),
  ofApplication('DF01', 0xef08, 'marital state', 'RK1DF01', tagged(0x2b)),
  ofApplication('DF01', 0xef09, 'employer', 'RK1DF01', tagged(0x2e, 0x30, 0x32)),
  ofApplication('DF01', 0xef0a, 'nationality and politics', 'RK1DF01', tagged(0x37, 0x38, 0x39)),
  ofApplication('DF01', 0xef15, 'education', 'RK1DF01', tagged(0x2a, 0x40)),
  ofApplication('DF02', 0xef06, 'job state', 'RK1DF02', tagged(0x4c, 0x4b, 0x4d, 0x60, 0x4f, 0x50, 0x3a)),
  ofApplication('DF02', 0xef07, 'job record', 'RK1DF02', { kind: 'cyclic' }),
  ofApplication('DF03', 0xef05, 'unemployment insurance', 'RK2DF03', tagged(0x61, 0x98, 0x62, 0x63, 0x64, 0x65, 0x66)),
  ofApplication('DF03', 0xef06, 'labour-capacity appraisal', 'RK1DF03', tagged(0x45, 0x46, 0x47, 0x48, 0x49, 0x67, 0x6b, 0x4a)),
  ofApplication('DF03', 0xef07, 'pension', 'RK1DF03', tagged(0x70, 0x71, 0x6e, 0x6c, 0x6f, 0x73)),
  ofApplication('DF03', 0xef15, 'work injury', 'RK1DF03', tagged(0x7a, 0x7b, 0x7c)),
  ofApplication('DF03', 0xef17, 'work-injury finding', 'RK1DF03', tagged(0x3b, 0x3c, 0x3d, 0x3e, 0x3f)),
  ofApplication('DF03', 0xef19, 'insured proofs', 'RK1DF03', { kind: 'fixed' }),
  // Of its tags two are published.
  ofApplication('DF04', 0xef05, 'medical basics', 'RK1DF04', tagged(0x81, 0x84)),
  // Open to the PIN alone.
  ofApplication('DF04', 0xef08, 'medical transactions', null, { kind: 'cyclic' }),
];

/** Null where the layout has no such file. */
export function applicationFile(application: ApplicationName, fileId: number): ApplicationFile | null {
  return applicationFiles.find((one) => one.application === application && one.fileId === fileId) ?? null;
}
