/** The dock from a terminal: `npm run dock -- insert zhang-san` gives one command to the running demo and prints the answer. */
import { parseArgs } from 'node:util';
import { readDockAddress } from './address-file.ts';
import { commandGuide } from './commands.ts';
import type { Answer } from './stage.ts';

const defaultState = '.tongban';
/** The slowest command makes a camera feed for the first time, on a busy machine. */
const answerWithinMs = 60_000;

/** Terminals set to Chinese are answered in Chinese. */
const language = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh-CN' : 'en';

function help(): string {
  const lines = commandGuide.flatMap(({ usage, values, about }) => [
    `  ${usage}`,
    `      ${about[language]}`,
    ...(values.length > 0 ? [`      ${values.join(', ')}`] : []),
  ]);
  return ['usage: npm run dock -- [--state DIR] <command>', '', ...lines].join('\n');
}

/** Rejects with a sentence where no dock answers. */
async function give(line: string, stateDirectory: string): Promise<Answer> {
  const address = await readDockAddress(stateDirectory);
  if (!address) throw new Error(`No dock is running in ${stateDirectory}: start the kiosk with "npm start" first.`);
  const response = await fetch(`http://127.0.0.1:${address.port}/command`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${address.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ command: line }),
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch(() => null);
  if (!response) throw new Error(`The dock that left its address in ${stateDirectory} does not answer; is the kiosk still running?`);
  if (response.status !== 200 && response.status !== 422) throw new Error((await response.text()).trim());
  return await response.json() as Answer;
}

async function main(argv: readonly string[]): Promise<number> {
  // A command's own words may begin with a plus, never with a dash: dashes are options of this program.
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { state: { type: 'string', default: defaultState }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help || positionals.length === 0) {
    console.log(help());
    return values.help ? 0 : 1;
  }
  const answer = await give(positionals.join(' '), values.state);
  if (!answer.ok) {
    console.error(answer.problem[language]);
    return 1;
  }
  console.log(answer.state ? JSON.stringify(answer.state, null, 2) : answer.said[language]);
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : String(problem));
  return 1;
});
