/** What a program makes of a command line that makes no sense: a sentence instead of a stack. */

/** Its message is the sentence. */
export class CommandLineProblem extends Error {}

const theirs = /^ERR_(PARSE_ARGS_\w+|SOCKET_BAD_PORT)$/;

/** The sentence, where the error says that an option was wrong; null where it is any other error. */
function commandLineProblem(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof CommandLineProblem || theirs.test(code) ? error.message : null;
}

/** Runs what the command line asks for; where an option was wrong, says which and how the program is used, and ends it with 1. */
export async function runCommandLine(usage: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const problem = commandLineProblem(error);
    if (problem === null) throw error;
    process.stderr.write(`${problem}\n${usage}\n`);
    process.exitCode = 1;
  }
}

/** Throws where the text is no TCP port; 0 stands for any free one. */
export function portIn(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new CommandLineProblem(`${option} ${text} is no TCP port`);
  return port;
}

/** Throws where the text is no number, zero or above. */
export function numberIn(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new CommandLineProblem(`${option} ${text} is no number`);
  return Number(text);
}

/** Throws where the word is none of those that may stand there. */
export function oneOf<Word extends string>(option: string, known: readonly Word[], given: string): Word {
  const found = known.find((word) => word === given);
  if (found === undefined) throw new CommandLineProblem(`${option} ${given} is none of: ${known.join(', ')}`);
  return found;
}
