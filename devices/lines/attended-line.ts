/** A line on which a device speaks unasked, and at most one command that waits for what it says. Nobody waiting: it is dropped. */
import { fault, type Completion } from '../device.ts';
import type { DeviceLog } from '../device-log.ts';
import { statusWhenDown } from '../kept-stream.ts';
import { listenForLines, type LineListener, type LineListenerOptions } from './line-listener.ts';

/** Who waits for what the device says. */
export interface Attendant<Value, Reason extends string, Event> {
  readonly emit: (event: Event) => void;
  /** Ends the waiting. */
  readonly settle: (outcome: Completion<Value, Reason>) => void;
}

/** What the driver of such a device is told of it. */
export interface LineDevice extends Pick<LineListenerOptions, 'address' | 'ending' | 'encoding' | 'clock'> {
  readonly name: string;
  readonly log: DeviceLog;
}

interface AttendedLineOptions extends Pick<LineListenerOptions, 'address' | 'ending' | 'encoding' | 'clock' | 'onLine'> {
  /** How the log calls the device. */
  readonly title: string;
  readonly log: DeviceLog;
  /** The wire stands, is gone, or is held by another program. */
  readonly report: (generic: 'online' | 'noDevice' | 'busy') => void;
  /** A waiting begins or ends: what was half understood belongs to nobody. */
  readonly forget: () => void;
}

interface AttendedLine<Value, Reason extends string, Event> {
  attendant(): Attendant<Value, Reason, Event> | null;
  /** Resolves when the attendant was settled, the wire is gone (`portMissing`), or the signal aborts. */
  attend(work: { readonly signal: AbortSignal; readonly emit: (event: Event) => void }): Promise<Completion<Value, Reason | 'portMissing'>>;
  /** Opens the wire; returns how to let go of it. */
  open(options: AttendedLineOptions): () => Promise<void>;
}

/** Attending fails as `portMissing` until it was opened. */
export function createAttendedLine<Value, Reason extends string, Event>(): AttendedLine<Value, Reason | 'portMissing', Event> {
  let line: LineListener | null = null;
  let present: Attendant<Value, Reason | 'portMissing', Event> | null = null;
  let forget: () => void = () => undefined;

  return {
    attendant: () => present,
    attend: ({ signal, emit }) => new Promise((resolve) => {
      const settle = (outcome: Completion<Value, Reason | 'portMissing'>): void => {
        present = null;
        forget();
        signal.removeEventListener('abort', giveUp);
        resolve(outcome);
      };
      const giveUp = (): void => settle(fault('canceled'));
      if (!line?.isOpen()) {
        settle(fault('deviceNotReady', 'portMissing'));
        return;
      }
      line.disown();
      forget();
      signal.addEventListener('abort', giveUp, { once: true });
      present = { settle, emit };
    }),
    open({ title, log, report, forget: forgetHalf, ...listening }) {
      forget = forgetHalf;
      let wasOpen = false;
      const listener = listenForLines({
        ...listening,
        onOpen() {
          wasOpen = true;
          log(`${title} port opened`, {});
          report('online');
        },
        onDown(reason) {
          if (wasOpen) log(`${title} port lost`, { reason });
          wasOpen = false;
          report(statusWhenDown(reason));
          present?.settle(fault('deviceNotReady', 'portMissing'));
        },
      });
      line = listener;
      return () => listener.close();
    },
  };
}
