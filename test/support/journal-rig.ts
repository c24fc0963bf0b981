/** A journal in a folder of its own, with a clock and a platform that the test moves; all of it gone after each test. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../devices/clock.ts';
import { Personal } from '../../devices/personal.ts';
import { openJournal } from '../../main/core/journal/index.ts';
import type { MaintainedJournal } from '../../main/core/journal/index.ts';
import { createLog } from '../../main/core/log.ts';
import type { PlatformSubmission } from '../../main/core/platform/port.ts';
import { manualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';
import { scriptedPlatform } from './scripted-platform.ts';
import type { ScriptedPlatform } from './scripted-platform.ts';

export const secondMs = 1000;
export const hourMs = 60 * 60_000;

export interface JournalRig {
  readonly directory: string;
  readonly clock: ManualClock;
  readonly platform: ScriptedPlatform;
  /** Opens the journal of this folder; closed after the test. */
  open(more?: { readonly retentionMs?: number; readonly clock?: Clock }): Promise<MaintainedJournal>;
  /** Everything logged so far. */
  logged(): string;
  /** Changes the journal's file behind its back. */
  tamper(statement: string): void;
}

export function journalRig(): JournalRig {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  const clock = manualClock();
  const platform = scriptedPlatform();
  const opened: MaintainedJournal[] = [];
  let lines = '';
  const log = createLog({ destination: { write: (line: string) => { lines += line; } } });
  onTestFinished(async () => {
    for (const journal of opened) await journal.close();
    rmSync(directory, { recursive: true });
  });
  return {
    directory,
    clock,
    platform,
    async open(more = {}) {
      const journal = await openJournal({ directory, platform, clock, terminal: '990000000001', log, ...more });
      opened.push(journal);
      return journal;
    },
    logged: () => lines,
    tamper(statement) {
      const database = new DatabaseSync(join(directory, 'journal.db'));
      database.exec(statement);
      database.close();
    },
  };
}

export const journalEvents = (journal: MaintainedJournal): string[] => journal.readAudit().map(({ event }) => event);

export const certificationOf = (id: string = randomUUID()): PlatformSubmission => ({
  id, operation: 'certify-benefit', terminal: '990000000001', madeAt: '2026-11-22T09:00:00.000+08:00',
  person: { socialSecurityNumber: new Personal('990000198506150010'), name: new Personal('张三') },
  content: new Personal({ verifiedBy: 'face' }),
});
