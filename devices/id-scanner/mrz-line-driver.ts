/** Drives a document reader that sends the machine-readable lines of whatever is laid or drawn through it, unasked, over a serial line. */
import type { IdScannerStatus } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import { listenForCodes, type CodeListener, type ScannedCode } from '../code-scanner/index.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import type { IdDocument, IdScannerCommands, IdScannerReason } from './contract.ts';
import { readMrz } from './mrz-document.ts';
import { createZoneCollector } from './zone-collector.ts';

export interface MrzLineDriverOptions {
  readonly name: string;
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

interface Waiting {
  readonly tellFound: () => void;
  readonly settle: (outcome: Completion<IdDocument, IdScannerReason>) => void;
  failures: number;
}

/** A document laid down askew is read wrongly; one that goes on so is at fault itself. */
const failuresForgiven = 2;
/** Such a reader tells nothing of itself: it has no module, and what lies in it is not seen until it is read. */
const untold: IdScannerStatus = { media: 'unknown', samModule: 'unknown' };

export function createMrzLineDriver({ name, address, clock, log }: MrzLineDriverOptions): Driver<IdScannerCommands, IdScannerStatus, IdScannerReason> {
  const zone = createZoneCollector();
  let line: CodeListener | null = null;
  let waiting: Waiting | null = null;

  const fail = (field: string): void => {
    log('machine-readable zone makes no sense', { field });
    if (!waiting) return;
    waiting.tellFound();
    if (waiting.failures++ >= failuresForgiven) waiting.settle(fault('userError', 'readFailed'));
  };

  const receive = (code: ScannedCode): void => {
    // Nobody asked: it must not be there for the next person.
    if (!waiting) return;
    if (code.kind === 'refused') {
      zone.clear();
      fail(code.why);
      return;
    }
    const collected = zone.add(code.text, clock.now());
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
        waiting.tellFound();
        waiting.settle({ code: 'success', value: outcome.document });
      }
    }
  };

  const readDocument: CommandHandler<IdScannerCommands['readDocument'], IdScannerReason> = (_input, { signal, emit }) => new Promise((resolve) => {
    const settle: Waiting['settle'] = (outcome) => {
      waiting = null;
      zone.clear();
      signal.removeEventListener('abort', giveUp);
      resolve(outcome);
    };
    const giveUp = (): void => settle(fault('canceled'));
    if (!line?.isOpen()) {
      settle(fault('deviceNotReady', 'portMissing'));
      return;
    }
    line.disown();
    signal.addEventListener('abort', giveUp, { once: true });
    waiting = { settle, tellFound: () => emit({ kind: 'found' }), failures: 0 };
  });

  return {
    name,
    initial: { generic: 'starting', specific: untold },
    handlers: { readDocument },
    start(report: (status: StatusReport<IdScannerStatus>) => void) {
      let wasOpen = false;
      const listener = listenForCodes({
        address,
        ending: 'suffix',
        encoding: 'utf-8',
        clock,
        onCode: receive,
        onOpen() {
          wasOpen = true;
          log('document reader port opened', {});
          report({ generic: 'online', specific: untold });
        },
        onDown(reason) {
          if (wasOpen) log('document reader port lost', { reason });
          wasOpen = false;
          report({ generic: 'noDevice', specific: untold });
          waiting?.settle(fault('deviceNotReady', 'portMissing'));
        },
      });
      line = listener;
      return () => listener.close();
    },
  };
}
