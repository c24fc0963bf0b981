/** Keeps a synthetic card in a virtual reader until Ctrl-C, for other people's card programs: `node devices/simulators/card/cli.ts --person zhang-san`. */
import { parseArgs } from 'node:util';
import { cardByName, cardNames, createCardPeer, laidOnContactless, psamByName, psamNames, type VirtualCard } from './index.ts';

/** Where vpcd's first reader listens. */
const defaultPort = 35_963;

const usage = `Usage: cli.ts --person NAME [--contactless] [--host HOST] [--port PORT]
       cli.ts --psam ${psamNames.join('|')} [--host HOST] [--port PORT]
       cli.ts --list
NAME is one of: ${cardNames.join(', ')}
A PSAM holds IRK (usage 11h, key 1) and RKSSSE (usage 12h, key 1) of these cards; vpcd's second reader listens on ${defaultPort + 1}.`;

interface Arguments {
  readonly person: string | undefined;
  readonly psam: string | undefined;
  readonly contactless: boolean;
  readonly host: string;
  readonly port: number;
  readonly list: boolean;
}

function readArguments(): Arguments | null {
  try {
    const { values } = parseArgs({
      options: {
        person: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        psam: { type: 'string' },
        contactless: { type: 'boolean', default: false },
        port: { type: 'string', default: String(defaultPort) },
        list: { type: 'boolean', default: false },
      },
    });
    return { ...values, person: values.person, psam: values.psam, port: Number(values.port) };
  } catch {
    return null;
  }
}

function refuse(problem: string): void {
  console.error(`${problem}\n${usage}`);
  process.exitCode = 1;
}

/** Null where there is none of that name. */
function cardFor({ person, psam, contactless }: Arguments): VirtualCard | null {
  if (psam !== undefined) return psamByName(psam);
  const card = person === undefined ? null : cardByName(person);
  return card && contactless ? laidOnContactless(card) : card;
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) return refuse('Unknown argument.');
  if (given.list) return console.log(cardNames.join('\n'));
  if (!Number.isInteger(given.port) || given.port < 1 || given.port > 65_535) return refuse('The port is a number from 1 to 65535.');
  const name = given.psam ?? given.person;
  const card = cardFor(given);
  if (name === undefined || !card) return refuse(name === undefined ? 'Which card?' : `There is no card "${name}".`);
  const peer = createCardPeer({ host: given.host, port: given.port });
  const leave = (): void => {
    void peer.close();
  };
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  await peer.insert(card);
  const where = `${given.host}:${given.port}`;
  console.log(peer.connected ? `Card of ${name} is in the reader at ${where}; Ctrl-C takes it out.` : `No reader at ${where} yet; trying until Ctrl-C.`);
}

await main();
