/** The demo hall: a small social-security business system with real rules, for demonstration, training and tests. */
import { createHash, randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { HsmPort } from '../../../../devices/card-reader/index.ts';
import type { Clock } from '../../../../devices/clock.ts';
import type { LocalizedText } from '../../../contract/index.ts';
import { beijingDate, beijingDateTime } from '../../beijing-time.ts';
import { inTransaction } from '../../transaction.ts';
import { Acceptance } from '../wire.ts';
import type { FaceComparisonAnswer, FaceComparisonRequest, Person, QueryAnswer, QueryRequest, SubmissionRequest } from '../wire.ts';
import { benefitStatus } from './benefit-status.ts';
import { cardStatus } from './card-status.ts';
import { createCardCodes } from './card-codes.ts';
import { certifyBenefit } from './certify-benefit.ts';
import { contactDetails, updateContact } from './contact-details.ts';
import { contributionBase, declareContributionBase } from './contribution-base.ts';
import { compareFaces, type HallFaces } from './hall-faces.ts';
import { openHallDatabase, reseedHall, seedHall } from './hall-database.ts';
import type { HallReset } from './hall-database.ts';
import { createHallHsm } from './hall-hsm.ts';
import type { HallPerson } from './hall-person.ts';
import { ratedItem, rateService } from './rate-service.ts';
import { refusals } from './refusals.ts';
import type { RefusalReason } from './refusals.ts';
import { personNamed, photoOf, recognise, registeredNumber } from './registry.ts';

export interface DemoHallOptions {
  /** A file path, or `:memory:`. */
  readonly database: string;
  readonly persons: readonly HallPerson[];
  readonly clock: Clock;
  /** `keep` where absent. */
  readonly reset?: HallReset;
  /** National test key of the HSM (32 hex digits); the published SM4 example key where absent. Never a real one. */
  readonly cardKey?: string;
  /** Without it the hall compares no faces. */
  readonly faces?: HallFaces | null;
  /** WLT block in, BMP out, null where it cannot; without it the hall decodes no photographs. */
  readonly photoDecoder?: ((block: Uint8Array) => Promise<Uint8Array | null>) | null;
}

export type HallAnswer<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: LocalizedText };

/** `reused`: the id was used before for another act. */
export type HallDecision = { readonly kind: 'decided'; readonly acceptance: Acceptance } | { readonly kind: 'reused' };

/** A submission as the dock lists it. */
export interface HallSubmission {
  readonly id: string;
  readonly operation: string;
  /** Dock name of the person; null for somebody the hall does not know. */
  readonly person: string | null;
  readonly terminal: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
  readonly acceptance: Acceptance;
  /** How often it arrived; it took effect once. */
  readonly deliveries: number;
}

export interface DemoHall {
  query(operation: string, request: QueryRequest): HallAnswer<QueryAnswer>;
  referencePhoto(person: Person): HallAnswer<Uint8Array | null>;
  /** Who holds the electronic card of a code the hall has issued; the code is used up. */
  identifyByCode(code: string): HallAnswer<Person>;
  /** A fresh code of the person's electronic card, as their phone would show it; null for somebody the hall does not know. */
  issueCode(personId: string): string | null;
  /** Null where the hall was given no decoder, or that one cannot decode the block. */
  decodePhoto(block: Uint8Array): Promise<Uint8Array | null>;
  /** Acts once on an id; a repetition is answered as the first time. */
  submit(id: string, request: SubmissionRequest): HallDecision;
  /** Null where the hall cannot compare as reliably as asked. The frame is held for this call only. */
  compareFace(request: FaceComparisonRequest): Promise<HallAnswer<FaceComparisonAnswer | null>>;
  /** Newest first, at most a hundred. */
  submissions(): readonly HallSubmission[];
  /** Everybody as on the first day, and nothing submitted: for the next lesson or test. */
  beginAfresh(): void;
  readonly clock: Clock;
  /** Answers cards with the hall's test keys. */
  readonly hsm: HsmPort;
  close(): void;
}

const exampleCardKey = '0123456789ABCDEFFEDCBA9876543210';

const refused = (reason: RefusalReason): { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: LocalizedText } =>
  ({ kind: 'refused', reason, message: refusals[reason] });

/** Letters and digits that are not mistaken for one another when read aloud or typed. */
const codeAlphabet = 'ACDEFGHJKLMNPQRTUVWXY34679';
const verificationCode = (): string => Array.from({ length: 8 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');

const digestOf = (request: SubmissionRequest): string => createHash('sm3').update(JSON.stringify(request)).digest('hex');

/** `PT`, the day, and the day's serial number. */
function nextNumber(database: DatabaseSync, today: string): string {
  const row = database.prepare('insert into serials (day, last) values (?, 1) on conflict (day) do update set last = last + 1 returning last').get(today);
  return `PT${today.replaceAll('-', '')}${String(row?.['last']).padStart(6, '0')}`;
}

function act(database: DatabaseSync, request: SubmissionRequest, today: string): RefusalReason | null {
  const recognition = recognise(database, request.person);
  if (!recognition.known) return recognition.reason;
  switch (request.operation) {
    case 'certify-benefit':
      return certifyBenefit(database, recognition.person.number, today);
    case 'update-contact':
      return updateContact(database, recognition.person.number, request.content, today);
    case 'declare-contribution-base':
      return declareContributionBase(database, recognition.person.number, request.content, today);
    case 'rate-service':
      return rateService(database, request.content);
    default:
      return 'unknown-operation';
  }
}

function decide(database: DatabaseSync, request: SubmissionRequest, now: number): Acceptance {
  const today = beijingDate(now);
  const reason = act(database, request, today);
  if (reason) return { status: 'refused', reason, message: refusals[reason] };
  return { status: 'accepted', number: nextNumber(database, today), acceptedAt: beijingDateTime(now), verificationCode: verificationCode() };
}

function submit(database: DatabaseSync, id: string, request: SubmissionRequest, now: number): HallDecision {
  const digest = digestOf(request);
  const earlier = database.prepare('update submissions set deliveries = deliveries + 1 where id = ? returning digest, answer').get(id)
    ?? database.prepare('select digest, answer from earlier_decisions where id = ?').get(id);
  if (earlier) {
    if (earlier['digest'] !== digest) return { kind: 'reused' };
    return { kind: 'decided', acceptance: Acceptance.parse(JSON.parse(String(earlier['answer']))) };
  }
  const acceptance = decide(database, request, now);
  database.prepare(`
    insert into submissions (id, digest, operation, person, terminal, made_at, received_at, answer, about, deliveries)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  `).run(
    id, digest, request.operation, registeredNumber(database, request.person.socialSecurityNumber), request.terminal, request.madeAt, beijingDateTime(now),
    JSON.stringify(acceptance), acceptance.status === 'accepted' ? ratedItem(request.content) : null,
  );
  return { kind: 'decided', acceptance };
}

function listSubmissions(database: DatabaseSync): HallSubmission[] {
  const rows = database.prepare(`
    select s.id, s.operation, p.id as person, s.terminal, s.received_at, s.answer, s.deliveries
    from submissions s left join persons p on p.number = s.person order by s.rowid desc limit 100
  `).all();
  return rows.map((row) => ({
    id: String(row['id']),
    operation: String(row['operation']),
    person: row['person'] === null ? null : String(row['person']),
    terminal: String(row['terminal']),
    receivedAt: String(row['received_at']),
    acceptance: Acceptance.parse(JSON.parse(String(row['answer']))),
    deliveries: Number(row['deliveries']),
  }));
}

/** Opens the hall and registers the persons. Throws where the database file cannot be opened. */
export function openDemoHall({ database: path, persons, clock, reset = 'keep', cardKey = exampleCardKey, faces = null, photoDecoder = null }: DemoHallOptions): DemoHall {
  const database = openHallDatabase(path, reset);
  const today = (): string => beijingDate(clock.now());
  seedHall(database, persons, today());
  const codes = createCardCodes(clock);

  return {
    clock,
    hsm: createHallHsm(cardKey),
    query(operation, { person: claimed, parameters }) {
      const recognition = recognise(database, claimed);
      if (!recognition.known && recognition.reason === 'name-mismatch') return refused('name-mismatch');
      const number = recognition.known ? recognition.person.number : '';
      switch (operation) {
        case 'card-status':
          return { kind: 'answer', value: cardStatus(database, number, parameters) };
        case 'contact-details':
          return { kind: 'answer', value: contactDetails(database, number) };
        case 'contribution-base':
          return { kind: 'answer', value: contributionBase(database, number, today()) };
        case 'benefit-status':
          return { kind: 'answer', value: benefitStatus(database, number, today()) };
        default:
          return refused('unknown-operation');
      }
    },
    referencePhoto(claimed) {
      const recognition = recognise(database, claimed);
      if (recognition.known) return { kind: 'answer', value: photoOf(database, recognition.person.number) };
      return recognition.reason === 'name-mismatch' ? refused('name-mismatch') : { kind: 'answer', value: null };
    },
    identifyByCode(code) {
      const person = codes.redeem(code);
      return person ? { kind: 'answer', value: person } : refused('code-not-valid');
    },
    issueCode(personId) {
      const person = personNamed(database, personId);
      return person && codes.issue(person);
    },
    decodePhoto: (block) => (photoDecoder ? photoDecoder(block) : Promise.resolve(null)),
    async compareFace({ person: claimed, frame, falseMatchRate }) {
      const recognition = recognise(database, claimed);
      if (!recognition.known && recognition.reason === 'name-mismatch') return refused('name-mismatch');
      const reference = recognition.known ? photoOf(database, recognition.person.number) : null;
      return { kind: 'answer', value: await compareFaces(faces, Buffer.from(frame, 'base64'), reference, falseMatchRate) };
    },
    submit: (id, request) => inTransaction(database, () => submit(database, id, request, clock.now())),
    submissions: () => listSubmissions(database),
    beginAfresh: () => reseedHall(database, persons, today()),
    close: () => database.close(),
  };
}
