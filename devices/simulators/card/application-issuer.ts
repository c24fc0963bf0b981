/** Writes the applications DF01–DF04 of a synthetic card: every file of the layout, with content that says it is a sample. */
import iconv from 'iconv-lite';
import { applicationFiles, applicationIdOf, insuredProofTag, type ApplicationFile, type DirectoryReadKey } from '../../card-reader/application-files.ts';
import type { SyntheticCard } from '../persons.ts';
import type { CardFile } from './card-image.ts';
import { updateKeyIdOf } from './update-keys.ts';

/** This simulator's own choice: the standard's identifiers are not published. */
export const readKeyIds: Readonly<Record<DirectoryReadKey, number>> = { RK1DF01: 0x11, RK1DF02: 0x21, RK1DF03: 0x31, RK2DF03: 0x32, RK1DF04: 0x41 };

const educationTag = 0x40;
const educationItems = [0x57, 0x58, 0x59];
const jobRecordLength = 0x55;
const medicalRecordLength = 0x1c;
const jobRecords = 4;
const medicalRecords = 30;

/** Files that the V2.0 notice added: first-generation cards are without them. */
const isOfSecondLayout = ({ application, fileId }: ApplicationFile): boolean => application === 'DF03' && (fileId === 0xef17 || fileId === 0xef19);

export function issueApplications({ generation, cardId }: SyntheticCard): ReadonlyMap<string, ReadonlyMap<number, CardFile>> {
  const applications = new Map<string, Map<number, CardFile>>();
  for (const file of applicationFiles) {
    if (file.application === 'SSSE' || (generation === '1.0' && isOfSecondLayout(file))) continue;
    const name = applicationIdOf(file.application).toString('hex');
    const files = applications.get(name) ?? new Map<number, CardFile>();
    applications.set(name, files.set(file.fileId, issueFile(file, cardId.slice(0, 6))));
  }
  return applications;
}

function issueFile(file: ApplicationFile, region: string): CardFile {
  const byKeyId = file.readKey === null || file.readKey === 'RKSSSE' ? null : readKeyIds[file.readKey];
  return { kind: 'records', read: { byPin: file.opensByPin, byKeyId }, updateKeyId: updateKeyIdOf(file.application, file.fileId), records: recordsOf(file, region) };
}

const tlv = (tag: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([tag, value.length]), value]);
const sample = (text: string, length: number): Buffer => Buffer.concat([iconv.encode(text, 'gb18030')], length);

function recordsOf({ application, structure }: ApplicationFile, region: string): readonly Buffer[] {
  switch (structure.kind) {
    case 'tagged': return structure.tags.flatMap(taggedRecords);
    case 'fixed': return [insuredProof('110', region), insuredProof('210', region)];
    case 'cyclic': return application === 'DF02' ? numbered('就业记录', jobRecords, jobRecordLength) : numbered('记录', medicalRecords, medicalRecordLength);
    case 'transparent': return [];
    default: return structure satisfies never;
  }
}

/** An education record is there three times, each of three items; every other tag once. */
function taggedRecords(tag: number): readonly Buffer[] {
  if (tag !== educationTag) return [tlv(tag, sample(`样本${tag.toString(16)}`, 12))];
  return [1, 2, 3].map((number) => tlv(tag, Buffer.concat(educationItems.map((item) => tlv(item, sample(`学历${number}`, 8))))));
}

const numbered = (text: string, count: number, length: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) => sample(`${text}${count - at}`, length));

const digits = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** 27h bytes of items in all; how they share them out is this simulator's choice. */
const insuredProof = (type: string, region: string): Buffer => tlv(insuredProofTag, Buffer.concat([
  tlv(0x18, Buffer.from(type, 'ascii')),
  tlv(0x19, digits(region)),
  tlv(0x1a, digits('20100101')),
  tlv(0x1b, digits('20241231')),
  tlv(0x1c, digits('0001234500')),
  tlv(0x1d, digits('0180')),
  tlv(0x1e, digits('20250110')),
]));
