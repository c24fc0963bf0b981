/**
 * Lets a program read handwriting, such as Debian's zinnia: one process a look, the strokes on its standard input and never on its
 * command line, where every user of the machine could read them. What it says is capped, and it is ended with its look.
 */
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { mostCandidates } from '../../main/contract/index.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type StatusReport } from '../device.ts';
import { Personal } from '../personal.ts';
import { findProgram, isNotThere, killGroup } from '../program.ts';
import type { HandwritingCommands, HandwritingReason, HandwritingStatus } from './contract.ts';
import { characterLine, readAnswer } from './zinnia-text.ts';

export interface ProgramHandwriting {
  /** Name of a program on the path, or an absolute path. */
  readonly program: string;
  /** `{model}` and `{most}` (how many characters are wanted) are filled in for each look. */
  readonly arguments: readonly string[];
  /** File of the model for a language, by BCP 47 tag. A language whose file is not there cannot be read. */
  readonly models: Readonly<Record<string, string>>;
}

export interface ProgramHandwritingDriverOptions extends ProgramHandwriting {
  readonly name: string;
  readonly log: DeviceLog;
}

/** Some hundred times as much as zinnia says. */
const largestAnswerBytes = 64 * 1024;

type Read = Completion<Personal<readonly string[]>, HandwritingReason>;
const missing: StatusReport<HandwritingStatus> = { generic: 'noDevice', specific: { engine: 'missing', languages: [] } };

const isReadable = (file: string): Promise<boolean> => access(file, constants.R_OK).then(() => true, () => false);

async function readableLanguages(models: ProgramHandwriting['models']): Promise<readonly string[]> {
  const languages = await Promise.all(Object.entries(models).map(async ([language, file]) => ((await isReadable(file)) ? [language] : [])));
  return languages.flat();
}

export function createProgramHandwritingDriver(
  { name, log, program, arguments: template, models }: ProgramHandwritingDriverOptions,
): Driver<HandwritingCommands, HandwritingStatus, HandwritingReason> {
  let report: (status: StatusReport<HandwritingStatus>) => void = () => undefined;
  const reportMissing = (): void => {
    log('handwriting program or models missing', { program });
    report(missing);
  };
  const argumentsFor = (model: string): string[] => {
    const fills: Readonly<Record<string, string>> = { model, most: String(mostCandidates) };
    return template.map((argument) => argument.replaceAll(/\{(\w+)\}/g, (whole, fill: string) => fills[fill] ?? whole));
  };

  const recognise: CommandHandler<HandwritingCommands['recognise'], HandwritingReason> = ({ language, strokes }, { signal }) => new Promise<Read>((resolve) => {
    const model = Object.hasOwn(models, language) ? models[language] : undefined;
    if (model === undefined) {
      resolve(fault('invalidData', 'languageUnknown'));
      return;
    }
    // Nothing of our own surroundings: what the program needs, its arguments say.
    const child = spawn(program, argumentsFor(model), { stdio: ['pipe', 'pipe', 'ignore'], env: { PATH: process.env['PATH'] }, detached: true });
    const pieces: Buffer[] = [];
    let size = 0;
    let over = false;
    const end = (outcome: Read): void => {
      if (over) return;
      over = true;
      signal.removeEventListener('abort', cancel);
      // What it still has to say is nobody's.
      child.stdout.off('data', hold).destroy();
      killGroup(child.pid);
      for (const piece of pieces.splice(0)) piece.fill(0);
      resolve(outcome);
    };
    const cancel = (): void => end(fault('canceled'));
    const hold = (piece: Buffer): void => {
      pieces.push(piece);
      size += piece.length;
      if (size > largestAnswerBytes) end(fault('hardwareError', 'programFailed'));
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    child.stdout.on('data', hold);
    child.once('error', (error) => {
      const isMissing = isNotThere(error);
      if (isMissing) reportMissing();
      end(fault('hardwareError', isMissing ? 'programMissing' : 'programFailed'));
    });
    child.once('close', (code) => {
      if (code === 0) end({ code: 'success', value: new Personal(readAnswer(Buffer.concat(pieces).toString('utf8'))) });
      else end(fault('hardwareError', 'programFailed'));
    });
    // A program that ends early breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(characterLine(strokes.reveal()));
  });

  return {
    name,
    initial: { generic: 'starting', specific: { engine: 'unknown', languages: [] } },
    handlers: { recognise },
    start(reportTo) {
      report = reportTo;
      let closed = false;
      void Promise.all([findProgram(program), readableLanguages(models)]).then(([path, languages]) => {
        if (closed) return;
        if (path === null || languages.length === 0) reportMissing();
        else report({ generic: 'online', specific: { engine: 'found', languages } });
      });
      return async () => {
        closed = true;
      };
    },
  };
}
