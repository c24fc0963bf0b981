/** A fault in the middle of whole certification visits: a seeded sample. All of it: `npm run campaign`. */
import { expect, test } from 'vitest';
import { wireFaultKinds } from '../../../devices/simulators/faults/index.ts';
import { cameraFaultKinds } from './posing-page.ts';
import { sample, sampledLanes } from './plan.ts';
import { measureLengths, tryAll } from './trial.ts';

const seed = 20_261_122;
const pulls = 2;

test('whatever happens on a wire or to the camera in a visit, it ends, nothing is done twice, nothing personal stays, and the next person is served', { timeout: 300_000 }, async () => {
  const lengths = await measureLengths();
  const faults = sample(lengths, seed, pulls);
  expect(faults).toHaveLength(sampledLanes(lengths).length * wireFaultKinds.length + 2 * pulls + cameraFaultKinds.length);
  const problems: string[] = [];
  await tryAll(faults, { onProblem: (problem) => void problems.push(problem), onTried: () => undefined });
  expect(problems).toEqual([]);
});
