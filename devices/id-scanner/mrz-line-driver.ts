/** Drives a document reader that sends the machine-readable lines of whatever is laid or drawn through it, unasked, over a serial line. */
import type { IdScannerStatus } from '../../main/contract/index.ts';
import type { TimerHandle } from '../clock.ts';
import { fault, type Driver, type StatusReport } from '../device.ts';
import { createAttendedLine, type LineDevice, type SpokenLine } from '../lines/index.ts';
import type { IdScannerCommands, IdScannerReason } from './contract.ts';
import { readMrz } from './mrz-document.ts';
import { createZoneCollector, togetherWithinMs } from './zone-collector.ts';

type Read = IdScannerCommands['readDocument'];

/** A document laid down askew is read wrongly; one that goes on so is at fault itself. */
const failuresForgiven = 2;
/** Such a reader tells nothing of itself, only what it has read: it has no module, and what lies in it is not seen before. */
const statusOf = (reading: IdScannerStatus['reading']): IdScannerStatus => ({ media: 'unknown', samModule: 'unknown', reading });

export function createMrzLineDriver({ name, address, ending, encoding, clock, log }: LineDevice): Driver<IdScannerCommands, IdScannerStatus, IdScannerReason> {
  const zone = createZoneCollector();
  const line = createAttendedLine<Read['value'], IdScannerReason, Read['event']>();
  let failures = 0;
  let report: (status: StatusReport<IdScannerStatus>) => void = () => undefined;
  /** Runs while a zone has lines to come. */
  let restDue: TimerHandle | null = null;

  const tell = (reading: IdScannerStatus['reading']): void => report({ generic: 'online', specific: statusOf(reading) });

  const fail = (field: string): void => {
    log('machine-readable zone makes no sense', { field });
    const attendant = line.attendant();
    attendant?.emit({ kind: 'found' });
    if (failures++ < failuresForgiven) return;
    tell('failed');
    attendant?.settle(fault('userError', 'readFailed'));
  };

  const stopWaitingForRest = (): void => {
    if (restDue !== null) clock.clear(restDue);
    restDue = null;
  };
  /** Else somebody would hold a document there and see nothing happen. */
  const waitForRest = (): void => {
    restDue = clock.after(togetherWithinMs, () => {
      restDue = null;
      zone.clear();
      fail('lines missing');
    });
  };

  const read = (lines: readonly string[]): void => {
    const outcome = readMrz(lines, clock.now());
    if (!outcome.ok) {
      fail(outcome.field);
      return;
    }
    tell('ok');
    const attendant = line.attendant();
    attendant?.emit({ kind: 'found' });
    attendant?.settle({ code: 'success', value: outcome.document });
  };

  const receive = (spoken: SpokenLine): void => {
    // Not one letter of it can be read, which is told whether somebody waits or not: mostly the speed or the encoding is wrong.
    if (spoken.kind === 'refused') tell('failed');
    // Nobody asked: it must not be there for the next person.
    if (!line.attendant()) return;
    stopWaitingForRest();
    if (spoken.kind === 'refused') {
      zone.clear();
      fail(spoken.why);
      return;
    }
    const collected = zone.add(spoken.text, clock.now());
    switch (collected.kind) {
      case 'incomplete':
        waitForRest();
        return;
      case 'begunAnew':
        fail('lines missing');
        if (line.attendant()) waitForRest();
        return;
      case 'noZone':
        fail('line');
        return;
      case 'zone':
        read(collected.lines);
    }
  };

  const forget = (): void => {
    stopWaitingForRest();
    zone.clear();
    failures = 0;
  };

  return {
    name,
    initial: { generic: 'starting', specific: statusOf('unknown') },
    handlers: { readDocument: (_input, work) => line.attend(work) },
    start(reportTo) {
      report = reportTo;
      return line.open({
        title: 'document reader', address, ending, encoding, clock, log, onLine: receive, forget,
        report: (generic) => report({ generic, specific: statusOf('unknown') }),
      });
    },
  };
}
