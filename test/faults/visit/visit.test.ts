/** A fault in the middle of whole certification visits: a seeded sample. All of it: `npm run campaign`. */
import { expect, test } from 'vitest';
import { wireFaultKinds } from '../../../devices/simulators/faults/index.ts';
import { lanesOf, sample } from './plan.ts';
import { measureLengths, tryAll, type Lengths } from './trial.ts';
import { openWiredKiosk } from './wired-kiosk.ts';

const seed = 20_261_122;
const pulls = 12;

async function lengthsOfAVisit(): Promise<Lengths> {
  const kiosk = await openWiredKiosk();
  try {
    return await measureLengths(kiosk);
  } finally {
    await kiosk.close();
  }
}

test('whatever happens on a wire in a visit, it ends, nothing is done twice, nothing personal stays, and the next person is served', { timeout: 300_000 }, async () => {
  const lengths = await lengthsOfAVisit();
  const faults = sample(lengths, seed, pulls);
  expect(faults).toHaveLength(lanesOf(lengths).length * wireFaultKinds.length + 2 * pulls);
  const problems: string[] = [];
  await tryAll(faults, { onProblem: (problem) => void problems.push(problem), onTried: () => undefined });
  expect(problems).toEqual([]);
});
