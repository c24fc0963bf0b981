/**
 * The one message grammar of every device, after XFS4IoT: a command is acknowledged or refused, may emit events, and
 * yields exactly one completion from a closed set, in time. One queue a device; unsolicited status is level-triggered.
 */
import type { GenericStatus } from '../main/contract/index.ts';
import type { Clock } from './clock.ts';

/** Completion codes other than success. Nothing else ever comes out of a device. */
export type FaultCode =
  | 'canceled' | 'timeOut' | 'deviceNotReady' | 'hardwareError' | 'userError' | 'invalidData' | 'sequenceError' | 'unsupportedCommand';

/** A fault says which of the closed codes it is and, where the device family knows, the reason from its own closed set. */
export interface Fault<Reason extends string = string, Detail = unknown> {
  readonly code: FaultCode;
  readonly reason: Reason | null;
  /** What stands behind the reason, in the family's own terms, where it has such and knows it. For integrators; never personal. */
  readonly detail?: Detail;
}
export type Completion<Value, Reason extends string = string, Detail = unknown> =
  | { readonly code: 'success'; readonly value: Value }
  | Fault<Reason, Detail>;

/** Refused = the command was never queued; its completion carries the same code. */
export type Acknowledgement = { readonly accepted: true } | { readonly accepted: false; readonly code: FaultCode };

/** The shape of one command of a device family: what goes in, what is told on the way, what comes out. */
export interface CommandShape {
  input: unknown;
  event: unknown;
  value: unknown;
}
export type CommandTable = Record<string, CommandShape>;

export interface ExecuteOptions<Event> {
  /** Milliseconds from now in which the completion must come, waiting in the queue included. */
  readonly deadlineMs: number;
  /** Chosen by the caller; made up where absent. Unique among the commands not yet complete. */
  readonly requestId?: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}

export interface Execution<Value, Reason extends string, Detail = unknown> {
  readonly requestId: string;
  /** Settles before the completion does; never rejects. */
  readonly acknowledged: Promise<Acknowledgement>;
  /** Exactly one; never rejects. */
  readonly completion: Promise<Completion<Value, Reason, Detail>>;
}

export interface StatusReport<Specific> {
  readonly generic: GenericStatus;
  readonly specific: Specific;
}

export interface Device<Commands extends CommandTable, Specific, Reason extends string, Detail = unknown> {
  /** Name in the machine profile, such as `card-reader`. */
  readonly name: string;
  /** The commands this very device can do; others are refused as `unsupportedCommand`. */
  readonly capabilities: ReadonlySet<keyof Commands & string>;
  status(): StatusReport<Specific>;
  /** Calls back at once with the present status and then at every change. Returns the unsubscribe closure. */
  watch(listener: (report: StatusReport<Specific>) => void): () => void;
  execute<Name extends keyof Commands & string>(
    name: Name,
    input: Commands[Name]['input'],
    options: ExecuteOptions<Commands[Name]['event']>,
  ): Execution<Commands[Name]['value'], Reason, Detail>;
  /** Cancels everything, lets go of the wire. */
  close(): Promise<void>;
}

/** What a driver provides a command: the work itself. It must end soon after `signal` aborts; throwing means `hardwareError`. */
export type CommandHandler<Shape extends CommandShape, Reason extends string, Detail = unknown> = (
  input: Shape['input'],
  work: { readonly signal: AbortSignal; readonly emit: (event: Shape['event']) => void },
) => Promise<Completion<Shape['value'], Reason, Detail>>;

export type CommandHandlers<Commands extends CommandTable, Reason extends string, Detail = unknown> = {
  readonly [Name in keyof Commands & string]?: CommandHandler<Commands[Name], Reason, Detail>;
};

export interface Driver<Commands extends CommandTable, Specific, Reason extends string, Detail = unknown> {
  readonly name: string;
  readonly initial: StatusReport<Specific>;
  readonly handlers: CommandHandlers<Commands, Reason, Detail>;
  /** Called once; hands the driver the way to report its status. Returns how to let go of the wire. */
  start(report: (status: StatusReport<Specific>) => void): () => Promise<void>;
}

/** A fault with nothing behind it but its reason. */
export const fault = <Reason extends string = never>(code: FaultCode, reason: Reason | null = null): Fault<Reason, never> => ({ code, reason });

/** Puts the grammar around a driver: queue, deadlines, cancellation, exactly one completion, status fan-out. */
export function createDevice<Commands extends CommandTable, Specific, Reason extends string, Detail = unknown>(
  driver: Driver<Commands, Specific, Reason, Detail>,
  clock: Clock,
): Device<Commands, Specific, Reason, Detail> {
  type Report = StatusReport<Specific>;
  let current: Report = driver.initial;
  const listeners = new Set<(report: Report) => void>();
  /** Commands that wait for their turn, in order: each is the way to begin it. */
  const waiting = new Set<() => void>();
  const live = new Map<string, (code: FaultCode) => void>();
  let running = false;
  let closed = false;
  let lastRequest = 0;

  const report = (next: Report): void => {
    if (closed || JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    for (const listener of [...listeners]) listener(current);
  };
  const stop = driver.start(report);

  const beginNext = (): void => {
    if (running) return;
    const [begin] = waiting;
    if (!begin) return;
    waiting.delete(begin);
    running = true;
    begin();
  };

  function execute<Name extends keyof Commands & string>(
    name: Name,
    input: Commands[Name]['input'],
    options: ExecuteOptions<Commands[Name]['event']>,
  ): Execution<Commands[Name]['value'], Reason, Detail> {
    type Outcome = Completion<Commands[Name]['value'], Reason, Detail>;
    const requestId = options.requestId ?? `${driver.name}-${++lastRequest}`;
    const handler = driver.handlers[name];
    const refusal: FaultCode | null =
      closed ? 'deviceNotReady'
      : !handler ? 'unsupportedCommand'
      : live.has(requestId) ? 'sequenceError'
      : options.signal?.aborted ? 'canceled'
      : options.deadlineMs <= 0 ? 'timeOut'
      : null;
    if (refusal || !handler) {
      const code = refusal ?? 'unsupportedCommand';
      return {
        requestId,
        acknowledged: Promise.resolve({ accepted: false, code }),
        completion: Promise.resolve(fault<Reason>(code)),
      };
    }

    const abort = new AbortController();
    const completion = new Promise<Outcome>((resolve) => {
      const complete = (outcome: Outcome): void => {
        if (!live.delete(requestId)) return;
        waiting.delete(begin);
        clock.clear(timer);
        options.signal?.removeEventListener('abort', onAbort);
        abort.abort();
        resolve(outcome);
      };
      const end = (code: FaultCode): void => complete(fault<Reason>(code));
      const onAbort = (): void => end('canceled');
      const begin = (): void => {
        const work = {
          signal: abort.signal,
          emit: (event: Commands[Name]['event']): void => {
            if (live.has(requestId)) options.onEvent?.(event);
          },
        };
        const done = (): void => {
          running = false;
          beginNext();
        };
        // As a promise whatever it does: a handler that throws at once must not stop the queue for good.
        const handled = new Promise<Outcome>((answer) => { answer(handler(input, work)); });
        // The queue moves on only when the driver has really let go, even if the caller was answered long before.
        handled.then(complete, () => end('hardwareError')).finally(done);
      };
      live.set(requestId, end);
      const timer = clock.after(options.deadlineMs, () => end('timeOut'));
      options.signal?.addEventListener('abort', onAbort, { once: true });
      waiting.add(begin);
    });
    queueMicrotask(beginNext);
    return { requestId, acknowledged: Promise.resolve({ accepted: true }), completion };
  }

  return {
    name: driver.name,
    capabilities: new Set(Object.keys(driver.handlers)) as ReadonlySet<keyof Commands & string>,
    status: () => current,
    watch(listener) {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
    execute,
    async close() {
      if (closed) return;
      closed = true;
      for (const end of [...live.values()]) end('canceled');
      listeners.clear();
      await stop();
    },
  };
}
