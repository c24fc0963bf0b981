import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { openCatalogue } from './catalogue.ts';

const configuration = path.resolve(import.meta.dirname, '../../../kiosk-config');
const languages = openLanguages(path.join(configuration, 'languages'));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  for (const part of ['services', 'receipts', 'failures.yaml', 'visit-texts.yaml']) cpSync(path.join(configuration, part), path.join(folder, part), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a broken service file is refused and the other services stay open', () => {
  writeFileSync(path.join(folder, 'services/a-broken.yaml'), 'id: a-broken\nsteps: [');
  const { services, refused } = openCatalogue(folder, languages);
  expect(services.map(({ id }) => id)).toEqual(['benefit-certification', 'contact-details', 'contribution-base']);
  expect(refused.map(({ file }) => path.basename(file))).toEqual(['a-broken.yaml']);
});

test('two files that claim the same service are not both opened', () => {
  cpSync(path.join(folder, 'services/benefit-certification.yaml'), path.join(folder, 'services/copy.yaml'));
  const { services, refused } = openCatalogue(folder, languages);
  expect(services).toHaveLength(3);
  expect(refused[0]?.flaws[0]?.problem).toBe('there is already a service "benefit-certification"');
});

test('a receipt with a layout that is not there is refused', () => {
  rmSync(path.join(folder, 'receipts/benefit-certification.yaml'));
  expect(openCatalogue(folder, languages).refused[0]?.flaws[0]?.problem).toBe('step "receipt": there is no receipt layout "benefit-certification"');
});

test('a receipt code that would carry more than the verification code is refused with the whole configuration', () => {
  writeFileSync(path.join(folder, 'receipts/leaky.yaml'), 'id: leaky\nlines: [{ qr: "{name}" }]');
  expect(() => openCatalogue(folder, languages)).toThrow(/leaky\.yaml cannot be used/);
});
