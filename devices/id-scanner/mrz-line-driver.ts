/** Drives a document reader that sends the machine-readable lines of whatever is laid or drawn through it, unasked, over a serial line. */
import type { IdScannerStatus } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type Driver, type StatusReport } from '../device.ts';
import { createAttendedLine, type LineEncoding, type LineEnding, type SpokenLine } from '../lines/index.ts';
import type { IdScannerCommands, IdScannerReason } from './contract.ts';
import { readMrz } from './mrz-document.ts';
import { createZoneCollector } from './zone-collector.ts';

interface MrzLineDriverOptions {
  readonly name: string;
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  readonly ending: LineEnding;
  readonly encoding: LineEncoding;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

type Read = IdScannerCommands['readDocument'];

/** A document laid down askew is read wrongly; one that goes on so is at fault itself. */
const failuresForgiven = 2;
/** Such a reader tells nothing of itself: it has no module, and what lies in it is not seen until it is read. */
const untold: IdScannerStatus = { media: 'unknown', samModule: 'unknown' };

export function createMrzLineDriver({ name, address, ending, encoding, clock, log }: MrzLineDriverOptions): Driver<IdScannerCommands, IdScannerStatus, IdScannerReason> {
  const zone = createZoneCollector();
  const line = createAttendedLine<Read['value'], IdScannerReason, Read['event']>();
  let failures = 0;

  const fail = (field: string): void => {
    log('machine-readable zone makes no sense', { field });
    const attendant = line.attendant();
    attendant?.emit({ kind: 'found' });
    if (failures++ >= failuresForgiven) attendant?.settle(fault('userError', 'readFailed'));
  };

  const receive = (spoken: SpokenLine): void => {
    const attendant = line.attendant();
    // Nobody asked: it must not be there for the next person.
    if (!attendant) return;
    if (spoken.kind === 'refused') {
      zone.clear();
      fail(spoken.why);
      return;
    }
    const collected = zone.add(spoken.text, clock.now());
    switch (collected.kind) {
      case 'incomplete':
        return;
      case 'noZone':
        fail('line');
        return;
      case 'zone': {
        const outcome = readMrz(collected.lines, clock.now());
        if (!outcome.ok) {
          fail(outcome.field);
          return;
        }
        attendant.emit({ kind: 'found' });
        attendant.settle({ code: 'success', value: outcome.document });
      }
    }
  };

  const forget = (): void => {
    zone.clear();
    failures = 0;
  };

  return {
    name,
    initial: { generic: 'starting', specific: untold },
    handlers: { readDocument: (_input, work) => line.attend(work) },
    start: (report: (status: StatusReport<IdScannerStatus>) => void) => line.open({
      title: 'document reader', address, ending, encoding, clock, log, onLine: receive, forget,
      report: (generic) => report({ generic, specific: untold }),
    }),
  };
}
