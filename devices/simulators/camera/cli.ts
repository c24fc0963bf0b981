/**
 * Writes what a camera sees to a Motion JPEG file and says how Chromium or Electron plays it as their camera, for anybody's software:
 * `npm run simulate -- camera --person zhang-san --condition turn --file /tmp/camera.mjpeg`
 */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CommandLineProblem, oneOf } from '../command-line.ts';
import { persons, type SyntheticPerson } from '../persons.ts';
import { cameraConditions, inCondition, type CameraCondition } from './conditions.ts';
import { chromiumSwitches, writeFeed } from './index.ts';

const usage = `Conditions: ${cameraConditions.join(', ')}
Persons: ${persons.map(({ id }) => id).join(', ')}
Commands: show <condition> [person] | quit`;

interface View {
  readonly condition: CameraCondition;
  readonly person: SyntheticPerson;
}

const personOf = (id: string): SyntheticPerson | null => persons.find((person) => person.id === id) ?? null;

/** A capture that starts from now on shows it. Gives the sentence to answer with. */
async function show(file: string, { condition, person }: View): Promise<string> {
  await writeFeed(file, inCondition(condition, person.portrait));
  return `${condition} (${person.id}) is in ${file}; a capture that starts now shows it.`;
}

/** What `show …` asks for, of whoever was shown before where it names nobody; null where there is no such condition or person. */
function viewIn(line: string, before: View): View | null {
  const [verb, condition, id] = line.trim().split(/\s+/);
  const known = cameraConditions.find((one) => one === condition);
  const person = id === undefined ? before.person : personOf(id);
  return verb === 'show' && known && person ? { condition: known, person } : null;
}

const { values } = parseArgs({
  options: { person: { type: 'string', default: 'zhang-san' }, condition: { type: 'string', default: 'living' }, file: { type: 'string', default: 'camera.mjpeg' } },
});
const file = resolve(values.file);
const person = personOf(values.person);
if (!person) throw new CommandLineProblem(`--person ${values.person} is none of: ${persons.map(({ id }) => id).join(', ')}`);
let view: View = { condition: oneOf('--condition', cameraConditions, values.condition), person };
console.log(await show(file, view));
console.log(`Start the browser with: ${chromiumSwitches(file).join(' ')}\n${usage}`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === 'quit') break;
  const wanted = viewIn(line, view);
  view = wanted ?? view;
  console.log(wanted ? await show(file, wanted) : usage);
}
