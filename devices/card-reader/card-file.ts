/** Reading a file of the card's applications: select, gain the right, read by tags, by numbers or as bytes. */
import { fault } from '../device.ts';
import { Personal } from '../personal.ts';
import { meaningOf, readBinary, readNextRecordByTag, readRecordByNumber, selectFile, type ResponseApdu } from './apdu.ts';
import { applicationFile, applicationIdOf, insuredProofTag, type ApplicationFile, type DirectoryReadKey } from './application-files.ts';
import { exchange } from './card-channel.ts';
import { bodyOf, identifyAs, selectEnvironment, selectName, type CardIdentity, type CardSession } from './card-session.ts';
import type { ApplicationName, FileAccess, FileReading, FileRecord } from './contract.ts';
import { proveKey } from './mutual-authentication.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import { holderReadKeyId } from './social-security-application.ts';
import { parseSimpleItems, recordValue } from './tlv-records.ts';

export type ReadKeyIds = Readonly<Partial<Record<DirectoryReadKey, number>>>;

interface FileRequest {
  readonly cardId: string;
  readonly application: ApplicationName;
  readonly fileId: number;
  readonly access: FileAccess;
  readonly readKeyIds: ReadKeyIds;
}

/** A broken card may have records without end. */
const maximumRecords = 255;
const chunkLength = 0xf0;
const wrongOffset = 0x6b00;
/** Record tags whose value is B-TLV. */
const constructedTags: ReadonlySet<number> = new Set([0x40, insuredProofTag]);

const absent = { outcome: 'absent' } as const;
const closed = { outcome: 'closed' } as const;

/**
 * Gains the right that is asked for and reads the whole file. Fails as `invalidData` where the layout has no such file, as
 * `otherCard` where another card is in; that this card lacks it or keeps it closed is a value.
 */
export async function readFile(session: CardSession, request: FileRequest, signal: AbortSignal): Promise<CardOutcome<FileReading>> {
  const file = applicationFile(request.application, request.fileId);
  if (!file) return fault('invalidData');
  const identity = await identifyAs(session, request.cardId, signal);
  if (identity.code !== 'success') return identity;
  const entered = await enter(session, request.application, signal);
  if (entered.code !== 'success' || entered.value === 'absent') return entered.code === 'success' ? succeed(absent) : entered;
  if (request.access === 'key') {
    if (!file.readKey) return succeed(closed);
    const proven = await proveReadKey(session, identity.value, file.readKey, request.readKeyIds, signal);
    if (proven.code !== 'success') return proven;
  }
  const selected = await exchange(session.channel, selectFile(file.fileId), signal);
  if (selected.code !== 'success') return selected;
  const refusal = refusalIn(selected.value);
  return refusal ?? readSelected(session, file, signal);
}

async function enter(session: CardSession, application: ApplicationName, signal: AbortSignal): Promise<CardOutcome<'entered' | 'absent'>> {
  if (application === 'SSSE') {
    const environment = await selectEnvironment(session, signal);
    return environment.code === 'success' ? succeed('entered') : environment;
  }
  const response = await selectName(session.channel, applicationIdOf(application), signal);
  if (response.code !== 'success') return response;
  if (meaningOf(response.value.statusWord).kind === 'fileNotFound') return succeed('absent');
  const body = bodyOf(response.value);
  return body.code === 'success' ? succeed('entered') : body;
}

async function proveReadKey(
  session: CardSession, identity: CardIdentity, key: NonNullable<ApplicationFile['readKey']>, readKeyIds: ReadKeyIds, signal: AbortSignal,
): Promise<CardOutcome<null>> {
  const keyId = key === 'RKSSSE' ? holderReadKeyId : readKeyIds[key];
  return keyId === undefined ? failFor('authenticationUnavailable', { provider: 'keyMissing' }) : proveKey(session, identity, { key, keyId }, signal);
}

/** The outcome that a refusal to select or read stands for; null where there is none, or only the end of the records. */
function refusalIn(response: ResponseApdu): CardOutcome<FileReading> | null {
  const { kind } = meaningOf(response.statusWord);
  if (kind === 'ok' || kind === 'recordNotFound') return null;
  if (kind === 'securityNotSatisfied') return succeed(closed);
  if (kind === 'fileNotFound') return succeed(absent);
  const body = bodyOf(response);
  return body.code === 'success' ? null : body;
}

function readSelected(session: CardSession, { structure, fileId }: ApplicationFile, signal: AbortSignal): Promise<CardOutcome<FileReading>> {
  switch (structure.kind) {
    case 'tagged': return readTagged(session, fileId, structure.tags, signal);
    case 'fixed':
    case 'cyclic': return readNumbered(session, signal);
    case 'transparent': return readBytes(session, structure.length, signal);
    default: return structure satisfies never;
  }
}

async function readTagged(session: CardSession, fileId: number, tags: readonly number[], signal: AbortSignal): Promise<CardOutcome<FileReading>> {
  const records: FileRecord[] = [];
  for (const tag of tags) {
    // "Next" goes on from the record read last, so every tag begins with the file selected anew: no record read.
    const again = await exchange(session.channel, selectFile(fileId), signal);
    if (again.code !== 'success') return again;
    const refusal = await collect(records, () => exchange(session.channel, readNextRecordByTag(tag), signal), () => tag);
    if (refusal) return refusal;
  }
  return succeed({ outcome: 'records', records });
}

async function readNumbered(session: CardSession, signal: AbortSignal): Promise<CardOutcome<FileReading>> {
  const records: FileRecord[] = [];
  const refusal = await collect(records, (number) => exchange(session.channel, readRecordByNumber(number), signal), (body) =>
    (body[0] === insuredProofTag ? insuredProofTag : null));
  return refusal ?? succeed({ outcome: 'records', records });
}

/** Reads records until the card has no more; returns what ended it otherwise. */
async function collect(
  records: FileRecord[], ask: (number: number) => Promise<CardOutcome<ResponseApdu>>, tagOf: (body: Buffer) => number | null,
): Promise<CardOutcome<FileReading> | null> {
  for (let number = 1; number <= maximumRecords && records.length < maximumRecords; number++) {
    const response = await ask(number);
    if (response.code !== 'success') return response;
    const refusal = refusalIn(response.value);
    if (refusal) return refusal;
    if (meaningOf(response.value.statusWord).kind === 'recordNotFound') return null;
    const record = decodeRecord(response.value.body, tagOf(response.value.body));
    if (!record) return failFor('cardUnreadable');
    records.push(record);
  }
  return null;
}

function decodeRecord(body: Buffer, tag: number | null): FileRecord | null {
  const value = tag === null ? body : recordValue(body, tag);
  if (!value || value.length === 0) return null;
  const items = tag !== null && constructedTags.has(tag) ? parseSimpleItems(value) : null;
  return { tag, value: new Personal(value), items: items && items.map((item) => ({ tag: item.tag, value: new Personal(item.value) })) };
}

async function readBytes({ channel }: CardSession, length: number, signal: AbortSignal): Promise<CardOutcome<FileReading>> {
  const parts: Buffer[] = [];
  let offset = 0;
  while (offset < length) {
    const response = await exchange(channel, readBinary(offset, Math.min(chunkLength, length - offset)), signal);
    if (response.code !== 'success') return response;
    // The file is shorter than the layout allows.
    if (response.value.statusWord === wrongOffset && offset > 0) break;
    const refusal = refusalIn(response.value);
    if (refusal) return refusal;
    if (response.value.body.length === 0) return failFor('cardUnreadable');
    parts.push(response.value.body);
    offset += response.value.body.length;
  }
  return succeed({ outcome: 'bytes', bytes: new Personal(Buffer.concat(parts)) });
}
