/** Watches the commands that a visit gives its devices: each is acknowledged first, completes once and in time, and is then quiet. */
import type { CommandTable, Device, ExecuteOptions, Execution } from '../../../devices/device.ts';
import type { Clock } from '../../../devices/clock.ts';

export interface CommandBook {
  /** The same device; what is asked of it is written down. */
  watched<Commands extends CommandTable, Specific, Reason extends string, Detail>(device: Device<Commands, Specific, Reason, Detail>): Device<Commands, Specific, Reason, Detail>;
  /** Commands given and not yet complete. */
  pending(): number;
  /** What went against the grammar since the last call, as sentences. */
  takeProblems(): string[];
}

/** A test's clock moves in steps: a completion is seen by so much too late at most. */
const stepMs = 100;

/** A PIN handed to a device is zeroed when the command is complete. */
const isCleared = (input: unknown): boolean =>
  !(input !== null && typeof input === 'object' && 'pin' in input && Buffer.isBuffer(input.pin)) || input.pin.every((byte) => byte === 0);

export function createCommandBook(clock: Clock): CommandBook {
  const problems: string[] = [];
  let pending = 0;

  const follow = async <Value, Reason extends string>(title: string, execution: Execution<Value, Reason>, deadlineMs: number, input: unknown): Promise<void> => {
    const began = clock.now();
    let acknowledged = false;
    pending++;
    void execution.acknowledged.then(() => { acknowledged = true; });
    await execution.completion;
    pending--;
    const took = clock.now() - began;
    if (!acknowledged) problems.push(`${title} completed before it was acknowledged`);
    if (took > deadlineMs + stepMs) problems.push(`${title} completed ${took - deadlineMs} ms after its deadline`);
    if (!isCleared(input)) problems.push(`${title} left a PIN behind`);
  };

  return {
    watched: (device) => ({
      ...device,
      execute(name, input, options) {
        const title = `${device.name} ${name}`;
        let complete = false;
        const listened: ExecuteOptions<typeof input> = {
          ...options,
          onEvent(event) {
            if (complete) problems.push(`${title} told something after its completion`);
            options.onEvent?.(event);
          },
        };
        const execution = device.execute(name, input, listened);
        void execution.completion.then(() => { complete = true; });
        void follow(title, execution, options.deadlineMs, input);
        return execution;
      },
    }),
    pending: () => pending,
    takeProblems: () => problems.splice(0),
  };
}
