/** The card's file system: which file is current, reading and rewriting it as records or as bytes (ISO 7816-4 §7). */
import type { CardFile, CardImage, FileRights, ReadRight } from './card-image.ts';
import { holderReadKeyId } from '../../card-reader/social-security-application.ts';
import type { CardRights } from './card-security.ts';
import { replyBody, replyStatus, status, wrongExpectedLength, type CommandApdu, type Reply } from './command-apdu.ts';

interface CardFiles {
  /** Back to the environment, with none of its files selected. */
  leave(): void;
  /** Into the application of that DF name; false where the card has none. */
  enter(name: Buffer): boolean;
  select(fileId: number): Reply;
  readRecord(command: CommandApdu, rights: CardRights): Reply;
  readBinary(command: CommandApdu, rights: CardRights): Reply;
  updateRecord(command: CommandApdu, rights: CardRights): Reply;
  updateBinary(command: CommandApdu, rights: CardRights): Reply;
}

type RecordFile = FileRights & { readonly kind: 'records'; readonly records: Buffer[] };
type TransparentFile = FileRights & { readonly kind: 'transparent'; readonly content: Buffer };
/** A file as the card keeps it: what it holds may be replaced. */
type StoredFile = RecordFile | TransparentFile;

interface Current {
  readonly file: StoredFile;
  /** Index of the record last read, for "next" and "previous"; null before the first. */
  record: number | null;
}

const reservedShortId = 0x1f;
const longestAnswer = 256;

export function createCardFiles({ files: issued, applications: issuedApplications, condition }: Pick<CardImage, 'files' | 'applications' | 'condition'>): CardFiles {
  const ofEnvironment = storedCopy(issued);
  const applications = new Map([...issuedApplications].map(([name, its]) => [name, storedCopy(its)]));
  let files = ofEnvironment;
  let current: Current | null = null;

  function enterShort(shortId: number): boolean {
    const [, file] = [...files].find(([fileId]) => (fileId & 0x1f) === shortId) ?? [];
    if (file) current = { file, record: null };
    return file !== undefined;
  }

  /** The file meant by a short identifier, 0 being the current one; or the status word of the refusal. */
  function resolve(shortId: number): Current | number {
    if (shortId === reservedShortId) return status.wrongParameters;
    if (shortId !== 0 && !enterShort(shortId)) return status.fileNotFound;
    return current ?? status.noCurrentFile;
  }

  /** The bytes meant by P1-P2: of the current file, or of the one with that short identifier; or the status word of the refusal. */
  function placeOf(p1: number, p2: number): { readonly file: TransparentFile; readonly offset: number } | number {
    const byShortId = (p1 & 0x80) !== 0;
    if (byShortId && (p1 & 0x60) !== 0) return status.wrongParameters;
    const target = resolve(byShortId ? p1 & 0x1f : 0);
    if (typeof target === 'number') return target;
    if (target.file.kind !== 'transparent') return status.wrongFileType;
    return { file: target.file, offset: byShortId ? p2 : (p1 << 8) | p2 };
  }

  return {
    leave() {
      files = ofEnvironment;
      current = null;
    },
    enter(name) {
      const entered = applications.get(name.toString('hex'));
      if (!entered) return false;
      files = entered;
      current = null;
      return true;
    },
    select(fileId) {
      const file = files.get(fileId);
      if (!file) return replyStatus(status.fileNotFound);
      current = { file, record: null };
      return replyStatus(status.ok);
    },
    readRecord({ p1, p2, body, le }, rights) {
      if (body.length > 0) return replyStatus(status.wrongLength);
      const target = resolve(p2 >> 3);
      if (typeof target === 'number') return replyStatus(target);
      if (target.file.kind !== 'records') return replyStatus(status.wrongFileType);
      if (!isOpen(target.file.read, rights)) return replyStatus(status.securityNotSatisfied);
      if (condition === 'damagedRecords') return replyStatus(status.memoryFailure);
      const { records } = target.file;
      const indices = chooseRecords(records, target.record, p1, p2 & 0x07);
      if (indices === null) return replyStatus(status.wrongParameters);
      const last = indices.at(-1);
      if (last === undefined) return replyStatus(status.recordNotFound);
      const reply = answerExactly(Buffer.concat(indices.map((at) => records[at] ?? Buffer.alloc(0))), le);
      // A reply that only told the right length has not moved on.
      if (reply.statusWord === status.ok) target.record = last;
      return reply;
    },
    readBinary({ p1, p2, body, le }, rights) {
      if (body.length > 0) return replyStatus(status.wrongLength);
      const place = placeOf(p1, p2);
      if (typeof place === 'number') return replyStatus(place);
      if (!isOpen(place.file.read, rights)) return replyStatus(status.securityNotSatisfied);
      const rest = place.file.content.subarray(place.offset);
      if (rest.length === 0) return replyStatus(status.wrongOffset);
      const wanted = le || longestAnswer;
      return wanted > rest.length && le !== 0 ? replyStatus(wrongExpectedLength(rest.length)) : replyBody(rest.subarray(0, wanted));
    },
    updateRecord({ p1, p2, body }, rights) {
      if (body.length === 0) return replyStatus(status.wrongLength);
      const target = resolve(p2 >> 3);
      if (typeof target === 'number') return replyStatus(target);
      if (target.file.kind !== 'records') return replyStatus(status.wrongFileType);
      if (!mayUpdate(target.file, rights)) return replyStatus(status.securityNotSatisfied);
      const { records } = target.file;
      const indices = chooseRecords(records, target.record, p1, p2 & 0x07);
      if (indices === null || indices.length > 1) return replyStatus(status.wrongParameters);
      const [at] = indices;
      const before = at === undefined ? undefined : records[at];
      if (at === undefined || !before) return replyStatus(status.recordNotFound);
      const isTagged = before[1] === before.length - 2;
      if (isTagged && body[1] !== body.length - 2) return replyStatus(status.lengthContradictsTlv);
      // Records stay as long as the issuer made them.
      if (body.length !== before.length) return replyStatus(status.noRoom);
      records[at] = Buffer.from(body);
      target.record = at;
      return replyStatus(status.ok);
    },
    updateBinary({ p1, p2, body }, rights) {
      if (body.length === 0) return replyStatus(status.wrongLength);
      const place = placeOf(p1, p2);
      if (typeof place === 'number') return replyStatus(place);
      const { file, offset } = place;
      if (!mayUpdate(file, rights)) return replyStatus(status.securityNotSatisfied);
      if (offset >= file.content.length) return replyStatus(status.wrongOffset);
      if (offset + body.length > file.content.length) return replyStatus(status.noRoom);
      body.copy(file.content, offset);
      return replyStatus(status.ok);
    },
  };
}

/** What is rewritten on one card stays off the issuer's image, from which others may be made. */
function storedCopy(files: ReadonlyMap<number, CardFile>): ReadonlyMap<number, StoredFile> {
  return new Map([...files].map(([fileId, file]): [number, StoredFile] => [
    fileId, file.kind === 'records' ? { ...file, records: [...file.records] } : { ...file, content: Buffer.from(file.content) },
  ]));
}

const mayUpdate = ({ updateKeyId }: StoredFile, { provenKeys }: CardRights): boolean => updateKeyId !== null && provenKeys.has(updateKeyId);

function isOpen(right: ReadRight, { provenKeys, isPinVerified }: CardRights): boolean {
  if (right === 'free') return true;
  if (right === 'afterAuthentication') return provenKeys.has(holderReadKeyId);
  return (right.byPin && isPinVerified) || (right.byKeyId !== null && provenKeys.has(right.byKeyId));
}

/** Bytes whose length the terminal must name exactly; else it is told the length (`6Cxx`). */
function answerExactly(bytes: Buffer, le: number | null): Reply {
  if (bytes.length > longestAnswer) return replyStatus(status.wrongLength);
  return le !== null && le === (bytes.length & 0xff) ? replyBody(bytes) : replyStatus(wrongExpectedLength(bytes.length));
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** Indices of the records meant by P1 and the low three bits of P2, in the order to send; empty where there are none, null where the mode is unknown. */
function chooseRecords(records: readonly Buffer[], current: number | null, p1: number, mode: number): readonly number[] | null {
  const hasTag = (at: number): boolean => records[at]?.[0] === p1;
  const all = range(0, records.length);
  const number = p1 === 0 ? current : p1 - 1;
  const exists = number !== null && number < records.length;
  switch (mode) {
    case 0: return all.filter(hasTag).slice(0, 1);
    case 1: return all.filter(hasTag).slice(-1);
    case 2: return all.filter((at) => at > (current ?? -1) && hasTag(at)).slice(0, 1);
    case 3: return all.filter((at) => at < (current ?? records.length) && hasTag(at)).slice(-1);
    case 4: return exists ? [number] : [];
    case 5: return exists ? range(number, records.length) : [];
    case 6: return exists ? range(number, records.length).reverse() : [];
    default: return null;
  }
}
