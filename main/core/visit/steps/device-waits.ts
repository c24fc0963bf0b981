/** Waiting for what a device says of itself. */
import type { CommandTable, Device, StatusReport } from '../../../../devices/device.ts';
import type { CardReaderStatus, GenericStatus } from '../../../contract/index.ts';

/** Resolves true as soon as the device's status fulfils `holds`, false when the signal aborts first. */
export function untilStatus<Commands extends CommandTable, Specific, Reason extends string>(
  device: Device<Commands, Specific, Reason>,
  holds: (report: StatusReport<Specific>) => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false);
      return;
    }
    const end = (held: boolean): void => {
      signal.removeEventListener('abort', onAbort);
      // `watch` calls back at once, before it has returned the way to unsubscribe.
      queueMicrotask(() => unwatch());
      resolve(held);
    };
    const onAbort = (): void => end(false);
    signal.addEventListener('abort', onAbort, { once: true });
    const unwatch = device.watch((report) => {
      if (holds(report)) end(true);
    });
  });
}

/** A status under which nothing can be asked of a device; `unknown` and `starting` are worth a try. */
export function outOfOrder(generic: GenericStatus): boolean {
  switch (generic) {
    case 'offline':
    case 'powerOff':
    case 'noDevice':
    case 'hardwareError':
    case 'busy':
      return true;
    case 'starting':
    case 'online':
    case 'userError':
    case 'unknown':
      return false;
    default:
      return generic satisfies never;
  }
}

export const cardPresent = ({ specific }: StatusReport<CardReaderStatus>): boolean => specific.media === 'present' || specific.media === 'latched';
export const cardAbsent = ({ specific }: StatusReport<CardReaderStatus>): boolean => specific.media === 'notPresent';
