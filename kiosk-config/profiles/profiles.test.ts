import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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

test('no real kiosk carries test keys', () => {
  for (const name of files.filter((file) => !file.startsWith('demo-'))) {
    expect(loadYaml(Profile, join(folder, name)).cardAuthentication.provider, name).toBe('none');
  }
});
