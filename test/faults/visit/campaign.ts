/**
 * `npm run campaign`: certification visits of people who are recognised by card, passport or code and verified by PIN, attendant or face,
 * with a fault at every byte of every wire and at every frame of the camera, one fault a visit, and after each the next person's visit.
 * `--every-kind`: every kind of fault at every byte and frame (hours). `--share 2/4`: the second of four equal parts, so that several
 * machines or cores can divide it. `--seed N`: other faults. `--visitor NAME`, `--place NAME`: that visit, that wire or the camera alone.
 * Ends with 1 where something did not hold.
 */
import { parseArgs } from 'node:util';
import { CommandLineProblem, oneOf, runCommandLine } from '../../../devices/simulators/command-line.ts';
import { faultyPlaces, type Fault, type FaultyPlace } from './fault.ts';
import { everyByte, everyKindAtEveryByte } from './plan.ts';
import { measureLengths, tryAll } from './trial.ts';
import { visitorNames, type VisitorName } from './visitors.ts';

const usage = `usage: npm run campaign -- [--every-kind] [--seed N] [--share K/N] [--visitor ${visitorNames.join('|')}] [--place ${faultyPlaces.join('|')}]`;
const tellEvery = 100;

interface CampaignOptions {
  readonly faultsFor: typeof everyByte;
  readonly seed: number;
  readonly share: { readonly part: number; readonly of: number };
  readonly visitors: readonly VisitorName[];
  readonly places: readonly FaultyPlace[];
}

/** Throws a sentence where the command line is off. */
function readOptions(argv: readonly string[]): CampaignOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'every-kind': { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, share: { type: 'string', default: '1/1' },
      visitor: { type: 'string' }, place: { type: 'string' },
    },
  });
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(values.share)?.map(Number) ?? [];
  const seed = Number(values.seed);
  if (!part || !of || part > of) throw new CommandLineProblem(`--share ${values.share} is no part of a whole, such as 2/4`);
  if (!Number.isInteger(seed)) throw new CommandLineProblem(`--seed ${values.seed} is no whole number`);
  return {
    faultsFor: values['every-kind'] ? everyKindAtEveryByte : everyByte, seed, share: { part, of },
    visitors: values.visitor === undefined ? visitorNames : [oneOf('--visitor', visitorNames, values.visitor)],
    places: values.place === undefined ? faultyPlaces : [oneOf('--place', faultyPlaces, values.place)],
  };
}

async function faultsOf({ faultsFor, seed, share, visitors, places }: CampaignOptions): Promise<readonly Fault[]> {
  const wanted = faultsFor(await measureLengths(), seed).filter(({ visitor, place }) => visitors.includes(visitor) && places.includes(place));
  return wanted.filter((_, index) => index % share.of === share.part - 1);
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
