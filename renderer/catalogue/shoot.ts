/**
 * Pictures of every sample screen, and what the audit finds: `node renderer/catalogue/shoot.ts FOLDER [NAME…]`, where
 * the names pick samples by the beginning of theirs. Leaves with 1 when anything was found.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { auditScreens, buildPage, modesIn } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { sampleLanguages } from './sample-languages.ts';

const [folder = 'dist/pictures', ...names] = process.argv.slice(2);
const samples = names.length === 0 ? catalogue : catalogue.filter((sample) => names.some((name) => sample.name.startsWith(name)));

const languages = sampleLanguages();

const page = await mkdtemp(join(tmpdir(), 'tongban-page-'));
try {
  await buildPage(page);
  const findings = await auditScreens({ page, samples, panels: ['portrait', 'landscape'], modes: modesIn(languages), languages, pictures: resolve(folder) });
  for (const { view, problem } of findings) process.stdout.write(`${view}: ${problem}\n`);
  process.stdout.write(`${samples.length} samples, ${findings.length} findings, pictures in ${folder}\n`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await rm(page, { recursive: true, force: true });
}
