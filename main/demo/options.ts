/** The command line of the demo. */
import { parseArgs } from 'node:util';

/** Which of the two readers of the virtual reader driver, so that two demos can run side by side on one machine. */
export type Slot = 0 | 1;
/** `automatic`: the machine's PC/SC service where there is one; `vpcd`: cards attach to the kiosk directly, whatever the machine has. */
export type CardWireChoice = 'automatic' | 'vpcd';

export interface DemoOptions {
  /** Folder for wires, feeds, the demo hall's database and the composed profile; made where absent. */
  readonly state: string;
  /** Start the demo hall's database afresh. The kiosk's own journal is not touched. */
  readonly resetHall: boolean;
  readonly slot: Slot;
  /** 0: any free one. */
  readonly dockPort: number;
  /** The profile whose panel, devices and texts the demo takes; the wires' addresses are filled in. */
  readonly template: string;
  readonly cardWire: CardWireChoice;
  /** Milliseconds the simulated voice takes for a character; null: about as long as people take. */
  readonly voicePaceMs: number | null;
}

/** Relative to the repository, as every path given here may be. */
const defaultTemplate = 'kiosk-config/profiles/demo-portrait.yaml';

const demoUsage = 'usage: demo --state DIR [--reset-demo] [--slot 0|1] [--dock-port N] [--template PROFILE] [--card-wire automatic|vpcd] [--voice-pace MS]';

/** Throws an Error with a sentence and the usage where the command line is off. */
export function readDemoOptions(argv: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      state: { type: 'string' },
      'reset-demo': { type: 'boolean', default: false },
      slot: { type: 'string', default: '0' },
      'dock-port': { type: 'string', default: '0' },
      template: { type: 'string', default: defaultTemplate },
      'card-wire': { type: 'string', default: 'automatic' },
      'voice-pace': { type: 'string' },
    },
  });
  if (!values.state) throw new Error(`--state is missing\n${demoUsage}`);
  const dockPort = Number(values['dock-port']);
  if (!Number.isInteger(dockPort) || dockPort < 0 || dockPort > 65_535) throw new Error(`--dock-port ${values['dock-port']} is not a port\n${demoUsage}`);
  return {
    state: values.state,
    resetHall: values['reset-demo'],
    slot: Number(oneOf('slot', values.slot, ['0', '1'])) as Slot,
    dockPort,
    template: values.template,
    voicePaceMs: paceOf(values['voice-pace']),
    cardWire: oneOf('card-wire', values['card-wire'], ['automatic', 'vpcd']),
  };
}

const slowestPaceMs = 2000;

function paceOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const pace = Number(given);
  if (!(pace >= 0 && pace <= slowestPaceMs)) throw new Error(`--voice-pace ${given} is not a number of milliseconds up to ${slowestPaceMs}\n${demoUsage}`);
  return pace;
}

function oneOf<const Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === given);
  if (!word) throw new Error(`--${option} ${given} is none of ${words.join(', ')}\n${demoUsage}`);
  return word;
}
