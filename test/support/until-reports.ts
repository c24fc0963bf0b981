/** Waits until a device reports a status. */
import type { CommandTable, Device, StatusReport } from '../../devices/device.ts';

/** Longer than any reader or printer takes to be found on a machine that others load. */
const reportedWithinMs = 20_000;

/** Resolves at once where the device reports it already; rejects where it does not in time. */
export function untilReports<Commands extends CommandTable, Specific, Reason extends string>(
  device: Device<Commands, Specific, Reason>, isWanted: (report: StatusReport<Specific>) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => end(() => reject(new Error(`the ${device.name} did not come to the status waited for`))), reportedWithinMs);
    let unwatch: () => void = () => undefined;
    const end = (settle: () => void): void => {
      clearTimeout(impatience);
      // The first report comes before there is anything to unsubscribe.
      queueMicrotask(() => unwatch());
      settle();
    };
    unwatch = device.watch((report) => {
      if (isWanted(report)) end(resolve);
    });
  });
}
