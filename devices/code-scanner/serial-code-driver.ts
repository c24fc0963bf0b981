/** Drives a code scanner that sends what it sees over a serial line: keeps the port open and gives each code to who waits for one. */
import type { CodeScannerStatus } from '../../main/contract/index.ts';
import type { Driver, StatusReport } from '../device.ts';
import { createAttendedLine, type LineDevice, type SpokenLine } from '../lines/index.ts';
import { Personal } from '../personal.ts';
import type { CodeScannerCommands, CodeScannerReason } from './contract.ts';
import { createRepeatFilter } from './repeat-filter.ts';

type Scan = CodeScannerCommands['scan'];

export function createSerialCodeDriver({ name, address, ending, encoding, clock, log }: LineDevice): Driver<CodeScannerCommands, CodeScannerStatus, CodeScannerReason> {
  const repeats = createRepeatFilter(clock);
  const line = createAttendedLine<Scan['value'], CodeScannerReason, Scan['event']>();
  let signal: CodeScannerStatus['signal'] = 'unknown';
  let report: (status: StatusReport<CodeScannerStatus>) => void = () => undefined;

  const tell = (generic: 'online' | 'noDevice' | 'busy', next: CodeScannerStatus['signal']): void => {
    signal = next;
    report({ generic, specific: { signal } });
  };

  const receive = (code: SpokenLine): void => {
    switch (code.kind) {
      case 'refused':
        // Once, not for each: a line that is set up wrongly would fill the log.
        if (signal !== 'garbled') log('scanned code refused', { why: code.why });
        tell('online', 'garbled');
        line.attendant()?.emit({ kind: 'unreadable' });
        return;
      case 'line': {
        tell('online', 'clean');
        // Asked whether somebody waits or not: a phone left lying there must not serve the next person.
        if (repeats.isStillHeld(code.text)) return;
        const attendant = line.attendant();
        if (!attendant) return;
        repeats.handedOut(code.text);
        attendant.settle({ code: 'success', value: { token: new Personal(code.text) } });
      }
    }
  };

  return {
    name,
    initial: { generic: 'starting', specific: { signal: 'unknown' } },
    handlers: { scan: (_input, work) => line.attend(work) },
    start(reportTo) {
      report = reportTo;
      return line.open({
        title: 'code scanner', address, ending, encoding, clock, log, onLine: receive,
        report: (generic) => tell(generic, 'unknown'), forget: () => undefined,
      });
    },
  };
}
