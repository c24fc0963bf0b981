/** Keeps a synthetic card in a virtual reader until Ctrl-C, for other people's card programs: `node devices/simulators/card/cli.ts --person zhang-san`. */
import { parseArgs } from 'node:util';
import { cardByName, cardNames, createCardPeer } from './index.ts';

/** Where vpcd's first reader listens. */
const defaultPort = '35963';

const usage = `Usage: cli.ts --person NAME [--host HOST] [--port PORT]
       cli.ts --list
NAME is one of: ${cardNames.join(', ')}`;

function readArguments(): { readonly name: string | undefined; readonly host: string; readonly port: number; readonly list: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        person: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: defaultPort },
        list: { type: 'boolean', default: false },
      },
    });
    return { name: values.person, host: values.host, port: Number(values.port), list: values.list };
  } catch {
    return null;
  }
}

function refuse(problem: string): void {
  console.error(`${problem}\n${usage}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) return refuse('Unknown argument.');
  if (given.list) return console.log(cardNames.join('\n'));
  if (!Number.isInteger(given.port) || given.port < 1 || given.port > 65_535) return refuse('The port is a number from 1 to 65535.');
  const card = given.name === undefined ? null : cardByName(given.name);
  if (!card) return refuse(given.name === undefined ? 'Which card?' : `There is no card "${given.name}".`);
  const peer = createCardPeer({ host: given.host, port: given.port });
  const leave = (): void => {
    void peer.close();
  };
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  await peer.insert(card);
  const where = `${given.host}:${given.port}`;
  console.log(peer.connected ? `Card of ${given.name} is in the reader at ${where}; Ctrl-C takes it out.` : `No reader at ${where} yet; trying until Ctrl-C.`);
}

await main();
