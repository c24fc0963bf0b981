import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadYaml } from '../schema/load.ts';
import { Profile } from '../schema/profile.ts';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

test.each(files)('the profile %s has the shape that the core reads', (name) => {
  const profile = loadYaml(Profile, join(folder, name));
  const { widthPx, heightPx, widthMm, heightMm } = profile.panel;
  expect(widthPx / widthMm, 'square pixels').toBeCloseTo(heightPx / heightMm, 1);
});

test('a profile says that it is a demonstration exactly where its time can be moved', () => {
  for (const name of files) {
    const profile = loadYaml(Profile, join(folder, name));
    expect(profile.demonstration !== undefined, name).toBe(profile.clock.driver === 'adjustable');
  }
});

const examples = files.filter((file) => !file.startsWith('demo-'));

test('no real kiosk carries test keys', () => {
  for (const name of examples) expect(loadYaml(Profile, join(folder, name)).cardAuthentication.provider, name).toBe('none');
});

/** The entry of that name, behind a comment sign, in place of the one in force. */
function withCommented(text: string, entry: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith(`# ${entry}:`));
  if (at === -1) throw new Error(`no commented ${entry}`);
  const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
  const inForce = lines.findIndex((line) => line.startsWith(`${indent}${entry}:`));
  const block = [lines[at] ?? ''];
  for (let next = at + 1; lines[next]?.startsWith(`${indent}#   `); next++) block.push(lines[next] ?? '');
  return lines.with(inForce, block.map((line) => line.replace('# ', '')).join('\n')).join('\n');
}

test.each([['floor-standing.yaml', 'card-reader'], ['floor-standing.yaml', 'cardAuthentication'], ['counter.yaml', 'cardAuthentication']])(
  'what %s offers for %s in a comment is a profile too', (name, entry) => {
    const text = withCommented(readFileSync(join(folder, name), 'utf8'), entry);
    expect(Profile.safeParse(parse(text)).error).toBeUndefined();
    expect(parse(text)).not.toEqual(parse(readFileSync(join(folder, name), 'utf8')));
  },
);
