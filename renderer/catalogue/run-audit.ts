/**
 * `npm run audit`: every screen in every mode, measured, with a gallery to look at. `--only NAME` (as often as wanted) takes the
 * samples whose names begin so, `--sample` the looks that the tests take, `--out FOLDER` puts the pictures elsewhere, `--accept`
 * makes their looks the accepted ones, `--minutes NUMBER` is when it stops at the latest. Leaves with 1 when anything was found, looks
 * different from what was accepted, or was not looked at.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accept } from './accepted.ts';
import { askedSamples } from './asked-samples.ts';
import { buildPage } from './audit.ts';
import { auditViews, type Progress, usualLimits } from './audit-run.ts';
import { catalogue } from './catalogue.ts';
import { writeGallery } from './gallery.ts';
import { compareLooks, isCompared, openEye } from './look-watch.ts';
import { progressLine, summaryOf } from './report.ts';
import { sampleLanguages } from './sample-languages.ts';
import { servedScreens } from './served-screens.ts';
import type { Sample } from './sample.ts';
import { everyView, isWalked, isWalkedInSample, nameOf, sampledViews, tightestViews, wordedViews } from './views.ts';

/** More pages at once than this only wait for one another. */
const mostAbreast = 8;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true }, out: { type: 'string', default: 'dist/audit' }, accept: { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false }, minutes: { type: 'string', default: String(usualLimits.totalMs / 60_000) },
  },
});
const mostMinutes = Number(values.minutes);
if (!(mostMinutes > 0)) throw new Error(`--minutes ${values.minutes}: a number above 0 is needed`);
const languages = sampleLanguages();
const isWanted = ({ name }: Sample): boolean => values.only?.some((start) => name.startsWith(start)) ?? true;
const samples = catalogue.filter(isWanted);
const served = [...servedScreens, ...askedSamples].filter(isWanted);
const tags = languages.map(({ tag }) => tag);
const views = values.sample ? [...sampledViews(samples, tags), ...tightestViews(served)] : [...everyView(samples, tags), ...wordedViews(served, tags)];
const folder = resolve(values.out);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** How often it is said how far it is, in milliseconds. */
const toldEvery = 20_000;
let toldAt = 0;
function tell(progress: Progress): void {
  if (progress.elapsedMs - toldAt < toldEvery) return;
  toldAt = progress.elapsedMs;
  process.stderr.write(`${progressLine(progress)}\n`);
}

const page = await mkdtemp(join(tmpdir(), 'tongban-page-'));
try {
  process.stderr.write(`${views.length} views of ${samples.length + served.length} screens; the page is being built\n`);
  await mkdir(folder, { recursive: true });
  await buildPage(page);
  const eye = await openEye(page, languages);
  const findings = await auditViews({
    page, views, languages, isWalked: values.sample ? isWalkedInSample : isWalked, isPictured: () => true, abreast: Math.min(availableParallelism(), mostAbreast),
    limits: { totalMs: mostMinutes * 60_000 }, tell,
    keepPicture: async (view, picture) => {
      await writeFile(join(folder, `${nameOf(view)}.png`), picture.png);
      if (isCompared(view)) await eye.see(view, picture);
    },
  }).finally(() => eye.close());
  if (values.accept) await accept(eye.font, eye.seen);
  const { changes, unlike } = values.accept ? { changes: [], unlike: null } : await compareLooks(eye);
  if (unlike) say(unlike);
  const gallery = await writeGallery(folder, { views, findings, changes });
  for (const line of summaryOf([...findings, ...changes])) say(line);
  if (values.accept) say(`The looks of ${eye.seen.size} views are accepted.`);
  say(`${views.length} views of ${samples.length + served.length} screens: ${findings.length} findings, ${changes.length} changed looks. Gallery: ${gallery}`);
  process.exitCode = findings.length + changes.length === 0 ? 0 : 1;
} finally {
  await rm(page, { recursive: true, force: true });
}
