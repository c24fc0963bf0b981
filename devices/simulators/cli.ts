/** `npm run simulate -- card --person zhang-san`: one simulated device as a program of its own, for anybody's software to talk to. */
import { runCommandLine } from './command-line.ts';

/** Each has its own command line; what stands behind the name is handed to it. */
const simulators = {
  card: { about: 'social-security cards and PSAMs in a virtual reader: [--person NAME [--contactless] | --psam sm4|3des] [--host HOST] [--port PORT] | --list', start: () => import('./card/cli.ts') },
  id: { about: 'a resident-ID scanner: [--document NAME] --link PATH | --port PORT', start: () => import('./id-scanner/cli.ts') },
  document: { about: 'a reader of passports and travel cards: [--document NAME] [--suffix NAME] --link PATH | --port PORT', start: () => import('./document-reader/cli.ts') },
  camera: { about: 'what a camera sees, as a file that Chromium plays: [--person NAME] [--condition facing|turn|blink|photo|black|…] [--file PATH]', start: () => import('./camera/cli.ts') },
  code: { about: 'a code scanner: [--suffix NAME] [--encoding utf-8|gbk] --link PATH | --port PORT', start: () => import('./code-scanner/cli.ts') },
  printer: { about: 'a receipt printer: [--link PATH | --port PORT] [--columns 32|48] [--lacks QUESTION …] [--svg FOLDER]', start: () => import('./receipt-printer/cli.ts') },
  voice: { about: 'a voice that takes as long as the text on its standard input: [-v VOICE] [-s WORDS-A-MINUTE] [-a VOLUME] [--pace MS]', start: () => import('./voice/cli.ts') },
  wire: { about: 'a faulty wire before any device: --to HOST:PORT [--port PORT] [--caller driver|device] | --to /dev/PORT?baud=N --link PATH, [--faults SCRIPT | --seed N]', start: () => import('./faults/cli.ts') },
} as const;

const isSimulator = (name: string | undefined): name is keyof typeof simulators => name !== undefined && Object.hasOwn(simulators, name);

const [name] = process.argv.splice(2, 1);
if (isSimulator(name)) {
  const { about, start } = simulators[name];
  await runCommandLine(`${name}: ${about}`, start);
} else {
  const lines = Object.entries(simulators).map(([known, { about }]) => `  ${known.padEnd(8)} ${about}`);
  console.error(['usage: npm run simulate -- <simulator> [options]', ...lines].join('\n'));
  process.exitCode = 1;
}
