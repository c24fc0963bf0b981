/** Drives a code scanner that sends what it sees over a serial line: keeps the port open and gives each code to who waits for one. */
import type { CodeScannerStatus } from '../../main/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import { Personal } from '../personal.ts';
import type { CodeEncoding, CodeEnding, ScannedCode } from './code-framer.ts';
import { listenForCodes, type CodeListener } from './code-listener.ts';
import type { CodeScannerCommands, CodeScannerReason } from './contract.ts';
import { createRepeatFilter } from './repeat-filter.ts';

export interface SerialCodeDriverOptions {
  readonly name: string;
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  readonly ending: CodeEnding;
  readonly encoding: CodeEncoding;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

type Scan = Completion<CodeScannerCommands['scan']['value'], CodeScannerReason>;
interface Waiting {
  readonly settle: (outcome: Scan) => void;
  readonly tellUnreadable: () => void;
}

export function createSerialCodeDriver({ name, address, ending, encoding, clock, log }: SerialCodeDriverOptions): Driver<CodeScannerCommands, CodeScannerStatus, CodeScannerReason> {
  const repeats = createRepeatFilter(clock);
  let line: CodeListener | null = null;
  let waiting: Waiting | null = null;
  let signal: CodeScannerStatus['signal'] = 'unknown';
  let report: (status: StatusReport<CodeScannerStatus>) => void = () => undefined;

  const tell = (generic: 'online' | 'noDevice', next: CodeScannerStatus['signal']): void => {
    signal = next;
    report({ generic, specific: { signal } });
  };

  const receive = (code: ScannedCode): void => {
    switch (code.kind) {
      case 'refused':
        // Once, not for each: a line that is set up wrongly would fill the log.
        if (signal !== 'garbled') log('scanned code refused', { why: code.why });
        tell('online', 'garbled');
        waiting?.tellUnreadable();
        return;
      case 'code':
        tell('online', 'clean');
        // Nobody asked: it must not be there for the next person.
        if (!waiting || repeats.isRepeat(code.text)) return;
        repeats.handedOut(code.text);
        waiting.settle({ code: 'success', value: { token: new Personal(code.text) } });
    }
  };

  const scan: CommandHandler<CodeScannerCommands['scan'], CodeScannerReason> = (_input, { signal: givenUp, emit }) => new Promise((resolve) => {
    const settle = (outcome: Scan): void => {
      waiting = null;
      givenUp.removeEventListener('abort', giveUp);
      resolve(outcome);
    };
    const giveUp = (): void => settle(fault('canceled'));
    if (!line?.isOpen()) {
      settle(fault('deviceNotReady', 'portMissing'));
      return;
    }
    line.disown();
    givenUp.addEventListener('abort', giveUp, { once: true });
    waiting = { settle, tellUnreadable: () => emit({ kind: 'unreadable' }) };
  });

  return {
    name,
    initial: { generic: 'starting', specific: { signal: 'unknown' } },
    handlers: { scan },
    start(reportTo) {
      report = reportTo;
      let wasOpen = false;
      const listener = listenForCodes({
        address,
        ending,
        encoding,
        clock,
        onCode: receive,
        onOpen() {
          wasOpen = true;
          log('code scanner port opened', {});
          tell('online', 'unknown');
        },
        onDown(reason) {
          if (wasOpen) log('code scanner port lost', { reason });
          wasOpen = false;
          tell('noDevice', 'unknown');
          waiting?.settle(fault('deviceNotReady', 'portMissing'));
        },
      });
      line = listener;
      return () => listener.close();
    },
  };
}
