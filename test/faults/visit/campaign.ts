/**
 * `npm run campaign`: certification visits with a fault at every byte of the four wires on which they move bytes, one fault a visit,
 * and after each the next person's visit. `--every-kind`: every kind of fault at every byte (hours). `--share 2/4`: the second of four
 * equal parts, so that several machines or cores can divide it. `--seed N`: other faults. `--wire NAME`: that wire alone. Ends with 1
 * where something did not hold.
 */
import { parseArgs } from 'node:util';
import { CommandLineProblem, runCommandLine } from '../../../devices/simulators/command-line.ts';
import { everyByte, everyKindAtEveryByte } from './plan.ts';
import { measureLengths, tryAll, type Fault } from './trial.ts';
import { openWiredKiosk, wireNames, type WireName } from './wired-kiosk.ts';

const usage = `usage: npm run campaign -- [--every-kind] [--seed N] [--share K/N] [--wire ${wireNames.join('|')}]`;
const tellEvery = 100;

interface CampaignOptions {
  readonly faultsFor: typeof everyByte;
  readonly seed: number;
  readonly share: { readonly part: number; readonly of: number };
  /** Null: every wire. */
  readonly wire: WireName | null;
}

/** Throws a sentence where the command line is off. */
function readOptions(argv: readonly string[]): CampaignOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'every-kind': { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, share: { type: 'string', default: '1/1' }, wire: { type: 'string' },
    },
  });
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(values.share)?.map(Number) ?? [];
  const seed = Number(values.seed);
  const wire = wireNames.find((known) => known === values.wire) ?? null;
  if (!part || !of || part > of || !Number.isInteger(seed) || (values.wire !== undefined && wire === null)) throw new CommandLineProblem('An option says what it cannot.');
  return { faultsFor: values['every-kind'] ? everyKindAtEveryByte : everyByte, seed, share: { part, of }, wire };
}

async function faultsOf({ faultsFor, seed, share, wire }: CampaignOptions): Promise<readonly Fault[]> {
  const kiosk = await openWiredKiosk();
  try {
    const wanted = faultsFor(await measureLengths(kiosk), seed).filter((fault) => wire === null || fault.wire === wire);
    return wanted.filter((_, index) => index % share.of === share.part - 1);
  } finally {
    await kiosk.close();
  }
}

async function runCampaign(options: CampaignOptions): Promise<number> {
  let problems = 0;
  const tell = (problem: string): void => {
    problems++;
    console.log(`! ${problem}`);
  };
  process.on('unhandledRejection', (reason) => tell(`unhandled rejection: ${String(reason)}`));
  process.on('uncaughtException', (error) => tell(`uncaught exception: ${error.stack ?? error.message}`));
  const faults = await faultsOf(options);
  console.log(`${faults.length} visits with a fault, seed ${options.seed}, share ${options.share.part}/${options.share.of}`);
  await tryAll(faults, {
    onProblem: tell,
    onTried(tried) {
      if (tried % tellEvery === 0) console.log(`${tried} of ${faults.length} tried, ${problems} problems`);
    },
  });
  console.log(problems === 0 ? `All ${faults.length} held.` : `${problems} problems in ${faults.length} visits.`);
  return problems === 0 ? 0 : 1;
}

await runCommandLine(usage, async () => {
  process.exitCode = await runCampaign(readOptions(process.argv.slice(2)));
});
