/**
 * The fault language of every wire, as values and as text. One fault is `verb@offset[:argument]`, a script is faults with spaces
 * between them. Offsets count the bytes of one direction from where the script was laid on the wire; `>` before a fault means the
 * bytes towards the device, `<` or nothing those that come from it.
 *
 * | fault | at byte k |
 * | --- | --- |
 * | `drop@17:3` | three bytes are lost |
 * | `delay@17:250` | this byte and all behind it come 250 ms later |
 * | `duplicate@17:4` | four bytes come twice, one copy behind the other |
 * | `truncate@17` | the stream ends here, politely; the device can be reached again at once |
 * | `flip@17:0x40` | bits of this byte are turned over |
 * | `stall@17` | nothing more comes over this connection, which stays open |
 * | `garbage@17:00ff` | bytes that nobody sent come before this one |
 * | `unplug@17` | the connection breaks; the device can be reached again at once |
 * | `restart@17:500` | the connection breaks, and nobody can be reached for 500 ms |
 */

export type WireFault =
  | { readonly kind: 'drop' | 'duplicate'; readonly at: number; readonly count: number }
  | { readonly kind: 'delay' | 'restart'; readonly at: number; readonly ms: number }
  | { readonly kind: 'flip'; readonly at: number; readonly mask: number }
  | { readonly kind: 'garbage'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'truncate' | 'stall' | 'unplug'; readonly at: number };
export type WireFaultKind = WireFault['kind'];

export const wireFaultKinds = ['drop', 'delay', 'duplicate', 'truncate', 'flip', 'stall', 'garbage', 'unplug', 'restart'] as const satisfies readonly WireFaultKind[];

/** What is to go wrong on a wire, by direction. */
export interface FaultScript {
  readonly toDevice: readonly WireFault[];
  readonly fromDevice: readonly WireFault[];
}
export const noFaults: FaultScript = { toDevice: [], fromDevice: [] };

const longestRun = 4096;
export const longestGarbage = 64;
export const longestWaitMs = 60_000;
const furthestOffset = 2 ** 31;
const mostFaults = 1000;

/** The script as text; `parseFaults` gives it back. */
export function formatFaults({ toDevice, fromDevice }: FaultScript): string {
  return [...toDevice.map((fault) => `>${formatFault(fault)}`), ...fromDevice.map((fault) => `<${formatFault(fault)}`)].join(' ');
}

/** Null where a word is no fault, or there are absurdly many. */
export function parseFaults(text: string): FaultScript | null {
  const words = text.trim().split(/\s+/).filter((word) => word !== '');
  if (words.length > mostFaults) return null;
  const toDevice: WireFault[] = [];
  const fromDevice: WireFault[] = [];
  for (const word of words) {
    const fault = parseFault(word.replace(/^[<>]/, ''));
    if (!fault) return null;
    (word.startsWith('>') ? toDevice : fromDevice).push(fault);
  }
  return { toDevice, fromDevice };
}

function formatFault(fault: WireFault): string {
  const head = `${fault.kind}@${fault.at}`;
  switch (fault.kind) {
    case 'drop':
    case 'duplicate': return `${head}:${fault.count}`;
    case 'delay':
    case 'restart': return `${head}:${fault.ms}`;
    case 'flip': return `${head}:0x${fault.mask.toString(16).padStart(2, '0')}`;
    case 'garbage': return `${head}:${Buffer.from(fault.bytes).toString('hex')}`;
    case 'truncate':
    case 'stall':
    case 'unplug': return head;
    default: return fault satisfies never;
  }
}

const within = (text: string, least: number, most: number): number | null => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
};

function parseFault(word: string): WireFault | null {
  const [, verb, offset = '', argument = ''] = /^([a-z]+)@(\d{1,10})(?::(\w+))?$/.exec(word) ?? [];
  const kind = wireFaultKinds.find((known) => known === verb);
  const at = within(offset, 0, furthestOffset);
  return kind === undefined || at === null ? null : faultOf(kind, at, argument);
}

function faultOf(kind: WireFaultKind, at: number, argument: string): WireFault | null {
  switch (kind) {
    case 'drop':
    case 'duplicate': {
      const count = within(argument, 1, longestRun);
      return count === null ? null : { kind, at, count };
    }
    case 'delay':
    case 'restart': {
      const ms = within(argument, 0, longestWaitMs);
      return ms === null ? null : { kind, at, ms };
    }
    case 'flip': {
      const mask = /^0x[0-9a-f]{1,2}$/i.test(argument) ? Number(argument) : 0;
      return mask === 0 ? null : { kind, at, mask };
    }
    case 'garbage': {
      const bytes = /^([0-9a-f]{2})+$/i.test(argument) ? [...Buffer.from(argument, 'hex')] : [];
      return bytes.length === 0 || bytes.length > longestGarbage ? null : { kind, at, bytes };
    }
    case 'truncate':
    case 'stall':
    case 'unplug': return argument === '' ? { kind, at } : null;
    default: return kind satisfies never;
  }
}
