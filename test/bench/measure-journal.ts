/** Submit → durable: how long the journal takes until a submission is on the disk, beside a bare write and fsync of as much. */
import { randomBytes, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../devices/clock.ts';
import { Personal } from '../../devices/personal.ts';
import { beijingDateTime } from '../../main/core/beijing-time.ts';
import { openJournal } from '../../main/core/journal/index.ts';
import type { PlatformSubmission } from '../../main/core/platform/port.ts';
import { scriptedPlatform } from '../support/scripted-platform.ts';
import { scratchFolder } from './demo-wires.ts';
import { ratioOfMedians } from './percentiles.ts';
import { tellProgress } from './progress.ts';
import type { Section } from './table.ts';

const keeps = 200;
/** About what one submission adds to the journal's log: two pages of the database. */
const bareBytes = 8_192;
const terminal = '990000000001';

const submission = (): PlatformSubmission => ({
  id: randomUUID(), operation: 'certify-benefit', terminal, madeAt: beijingDateTime(Date.now()),
  person: { socialSecurityNumber: new Personal('990000198506150010'), name: new Personal('张三') },
  content: new Personal({ verification: { method: 'pin' }, consent: { id: randomUUID(), version: 'face-notice-1', at: beijingDateTime(Date.now()) } }),
});

const lasting = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

export async function measureJournal(): Promise<Section> {
  tellProgress(`${keeps} submissions into a journal`);
  const directory = scratchFolder();
  try {
    const keep = await timeKeeping(join(directory, 'journal'));
    const bare = await timeBareWrites(join(directory, 'bare'));
    const ratio = ratioOfMedians(keep, bare)?.toFixed(1) ?? '-';
    return {
      title: 'Submit → durable (a journal of its own, on the disk that holds the kiosk\'s state)',
      measurements: [
        { name: 'journal.keep: sealed, chained, on disk', samples: keep, note: `SQLite WAL, synchronous=FULL; ${ratio} x a bare write + fsync` },
        { name: 'a bare write of 8 KiB + fsync', samples: bare, note: 'what this disk takes at least' },
      ],
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The platform is unreachable, so that no sending runs beside the writes. */
async function timeKeeping(directory: string): Promise<number[]> {
  const platform = scriptedPlatform();
  platform.answer = () => ({ ok: false, problem: { kind: 'unreachable' } });
  platform.reachable = { ok: false, problem: { kind: 'unreachable' } };
  const journal = await openJournal({ directory, platform, clock: systemClock(), terminal, log: pino({ level: 'silent' }) });
  const samples: number[] = [];
  for (let n = 0; n < keeps; n++) samples.push(await lasting(() => journal.keep(submission())));
  await journal.close();
  return samples;
}

async function timeBareWrites(path: string): Promise<number[]> {
  const file = await open(path, 'w');
  const samples: number[] = [];
  for (let n = 0; n < keeps; n++) {
    samples.push(await lasting(async () => {
      await file.write(randomBytes(bareBytes));
      await file.sync();
    }));
  }
  await file.close();
  return samples;
}
