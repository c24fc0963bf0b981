/**
 * A hand with synthetic cards at a virtual reader, for other people's card programs: `npm run simulate -- card --person zhang-san`.
 * It obeys what is typed, line by line. A card named on the command line stays in until Ctrl-C, also where nobody can type.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CommandLineProblem, portIn, runCommandLine } from '../command-line.ts';
import { createCardHand, handHelp } from './card-hand.ts';
import { cardNames, createCardPeer, psamNames } from './index.ts';

/** Where vpcd's first reader listens. */
const defaultPort = 35_963;

const usage = `Usage: npm run simulate -- card [--person NAME [--contactless] | --psam ${psamNames.join('|')}] [--host HOST] [--port PORT]
       npm run simulate -- card --list
NAME is one of: ${cardNames.join(', ')}
A PSAM holds IRK (usage 11h, key 1) and RKSSSE (usage 12h, key 1) of these cards; vpcd's second reader listens on ${defaultPort + 1}.`;

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

const options = {
  person: { type: 'string' },
  psam: { type: 'string' },
  contactless: { type: 'boolean', default: false },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: String(defaultPort) },
  list: { type: 'boolean', default: false },
} as const;

/** The line that puts in the card of the command line; null where it names none. */
function firstLine({ person, psam, contactless }: { readonly person?: string | undefined; readonly psam?: string | undefined; readonly contactless: boolean }): string | null {
  if (psam !== undefined && !psamNames.some((name) => name === psam)) throw new CommandLineProblem(`There is no PSAM "${psam}".`);
  if (psam !== undefined) return `psam ${psam}`;
  if (person !== undefined && !cardNames.includes(person)) throw new CommandLineProblem(`There is no card "${person}".`);
  return person === undefined ? null : `insert ${person}${contactless ? ' contactless' : ''}`;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.list) return say(cardNames.join('\n'));
  const first = firstLine(values);
  const port = portIn('--port', values.port);
  const peer = createCardPeer({ host: values.host, port });
  const hand = createCardHand(peer);

  const where = `${values.host}:${port}`;
  if (first !== null) {
    say(await hand.obey(first) ?? '');
    say(peer.connected ? `Reader at ${where}; Ctrl-C takes the card out.` : `No reader at ${where} yet; trying until Ctrl-C.`);
  }
  say(handHelp);
  // From here on lines come, and would be lost if nobody took them.
  const typed = createInterface({ input: process.stdin });
  const leave = (): void => {
    typed.close();
    void peer.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  for await (const line of typed) {
    const answer = await hand.obey(line);
    if (answer === null) return leave();
    say(answer);
  }
  if (first === null) leave();
}

await runCommandLine(usage, run);
