/** Puts the journal together: file, key, audit chain, submissions, outbox, counters, paper. */
import { join } from 'node:path';
import type { Clock, TimerHandle } from '../../../devices/clock.ts';
import type { PaperMemory } from '../../../devices/receipt-printer/index.ts';
import type { Log } from '../log.ts';
import type { PlatformPort } from '../platform/port.ts';
import { createAuditChain } from './audit-chain.ts';
import type { AuditRow, ChainVerdict } from './audit-chain.ts';
import { loadOrMakeKey } from './key-file.ts';
import type { JournalKey } from './key-file.ts';
import { createOutbox } from './outbox.ts';
import { createPaperMemory } from './paper-memory.ts';
import type { Journal } from './port.ts';
import { asideSuffix, openJournalFile } from './recovery.ts';
import type { OpenedJournalFile, Recovery } from './recovery.ts';
import { createSeal } from './sealing.ts';
import { createSubmissions } from './submissions.ts';

export interface JournalOptions {
  /** Folder of the journal's file and key; made where absent. */
  readonly directory: string;
  readonly platform: PlatformPort;
  readonly clock: Clock;
  /** Twelve-digit terminal number. */
  readonly terminal: string;
  readonly log: Log;
  /** Milliseconds the sealed content stays after the platform's decision, so that a dispute at the counter can be settled; 24 hours where absent. */
  readonly retentionMs?: number;
}

/** The journal as maintenance sees it. */
export interface MaintainedJournal extends Journal {
  readAudit(fromSeq?: number, limit?: number): readonly AuditRow[];
  verifyChain(): ChainVerdict;
  counters(): Readonly<Record<string, number>>;
  /** What happened to a damaged file when this journal was opened; null where it was sound. */
  readonly recovery: Recovery | null;
  /** For the driver of the receipt printer. What cannot be written is said in the log: a receipt is printed all the same. */
  readonly paperMemory: PaperMemory;
}

const dayMs = 24 * 60 * 60_000;
const sweepEveryMs = 60 * 60_000;

type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

type Tell = (level: 'info' | 'error', event: string, details: AuditDetails) => void;

/** Says how the journal was found. */
function reportOpening({ recovery, isNew }: OpenedJournalFile, keyOrigin: JournalKey['origin'], tell: Tell): void {
  if (recovery) tell('error', 'journal.put-aside', { file: recovery.putAside, carriedOver: recovery.carriedOver, waiting: recovery.waiting });
  if (isNew) tell('info', 'journal.begun', { key: keyOrigin });
  else if (keyOrigin !== 'found') tell('error', 'journal.key-lost', { key: keyOrigin });
}

/** Opens it and resumes everything kept. Rejects where the disk refuses or a newer program wrote the journal; a damaged file is recovered, not refused. */
export async function openJournal({ directory, platform, clock, terminal, log, retentionMs = dayMs }: JournalOptions): Promise<MaintainedJournal> {
  const now = (): number => Math.floor(clock.now());
  const opened = openJournalFile(directory, now());
  const { database, recovery, journalsPutAside } = opened;
  const { key, origin } = loadOrMakeKey(join(directory, 'journal.key'), asideSuffix(now()));
  const chain = createAuditChain(database, now);
  const submissions = createSubmissions({ database, seal: createSeal(key), chain, now, terminal, journalsPutAside });

  const tell: Tell = (level, event, details) => {
    log[level](details, event);
    chain.append({ event, details });
  };
  reportOpening(opened, origin, tell);

  const outbox = createOutbox({
    submissions, platform, clock, log,
    onUnreadable: (id, why) => tell('error', 'submission.unreadable', { id, why }),
  });

  const paper = createPaperMemory(database, now);
  if (paper.wasLeftHanging()) tell('info', 'receipt.left-uncut', {});
  // What the damaged journal knew of it is lost. A piece of blank paper is better than one receipt joined to another.
  if (recovery) paper.receiptBegins();

  // Statistics, audit and erasing must not end a visit, nor the core: what cannot be written is said in the log instead.
  const attempt = (event: string, write: () => void): void => {
    try {
      write();
    } catch (error) {
      log.error({ err: error }, event);
    }
  };

  let sweepTimer: TimerHandle;
  const sweep = (): void => {
    attempt('journal.erase-failed', () => submissions.eraseDecidedBefore(now() - retentionMs));
    sweepTimer = clock.after(sweepEveryMs, sweep);
  };
  sweep();
  outbox.wake();

  return {
    recovery,
    paperMemory: {
      wasLeftHanging: () => paper.wasLeftHanging(),
      receiptBegins: () => attempt('journal.paper-not-noted', () => paper.receiptBegins()),
      paperIsCut: () => attempt('journal.paper-not-noted', () => paper.paperIsCut()),
    },
    async keep(submission) {
      const kept = submissions.keep(submission);
      outbox.wake();
      return kept;
    },
    state: (id) => submissions.state(id),
    settle: (id, options) => outbox.settle(id, options),
    audit: (event) => attempt('journal.audit-failed', () => chain.append(event)),
    count: (counter, by = 1) => attempt('journal.count-failed', () => {
      database.prepare('insert into counters (name, value) values (?, ?) on conflict (name) do update set value = value + excluded.value').run(counter, by);
    }),
    waiting: () => submissions.waiting(),
    readAudit: (fromSeq, limit) => chain.read(fromSeq, limit),
    verifyChain: () => chain.verify(),
    counters: () => Object.fromEntries(database.prepare('select name, value from counters order by name').all()
      .map((row) => [String(row['name']), Number(row['value'])])),
    async close() {
      await outbox.close();
      clock.clear(sweepTimer);
      if (database.isOpen) database.close();
    },
  };
}
