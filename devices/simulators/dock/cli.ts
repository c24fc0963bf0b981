/** The dock from a terminal: `npm run dock -- insert zhang-san` gives one command to the running demo and prints the answer. */
import { parseArgs } from 'node:util';
import { askDock } from './client.ts';
import { commandGuide } from './commands.ts';

const defaultState = '.tongban';

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
  const answer = await askDock(values.state, positionals.join(' '));
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
