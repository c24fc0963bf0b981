/**
 * `npm run audit`: every screen in every mode, measured, with a gallery to look at. `--only NAME` (as often as wanted) takes the
 * samples whose names begin so, `--sample` the looks that the tests take, `--out FOLDER` puts the pictures elsewhere, `--accept`
 * makes their looks the accepted ones. Leaves with 1 when anything was found or looks different from what was accepted.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { sourceLanguage } from '../../main/contract/index.ts';
import { changedLooks, likenessOf, readAccepted, writeAccepted } from './accepted.ts';
import { askedSamples } from './asked-samples.ts';
import { auditViews, buildPage, type Finding, launchChromium } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { writeGallery } from './gallery.ts';
import { sampleLanguages } from './sample-languages.ts';
import { servedScreens } from './served-screens.ts';
import type { Sample } from './sample.ts';
import { everyView, isUsual, isWalked, isWalkedInSample, nameOf, sampledViews, tightestViews, type View, wordedViews } from './views.ts';

/** More pages at once than this only wait for one another. */
const mostAbreast = 8;

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, out: { type: 'string', default: 'dist/audit' }, accept: { type: 'boolean', default: false }, sample: { type: 'boolean', default: false } },
});
const languages = sampleLanguages();
const isWanted = ({ name }: Sample): boolean => values.only?.some((start) => name.startsWith(start)) ?? true;
const samples = catalogue.filter(isWanted);
const served = [...servedScreens, ...askedSamples].filter(isWanted);
const tags = languages.map(({ tag }) => tag);
const views = values.sample ? [...sampledViews(samples, tags), ...tightestViews(served)] : [...everyView(samples, tags), ...wordedViews(served, tags)];
const folder = resolve(values.out);

/** Only the usual looks are kept to be compared: those of the source language in both sizes. */
const isCompared = (view: View): boolean => view.modes.language === sourceLanguage && isUsual(view);

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

interface Look {
  readonly findings: readonly Finding[];
  /** Of the views that are compared. */
  readonly likenesses: ReadonlyMap<string, string>;
  /** How this machine draws letters. */
  readonly font: string;
}

const lettersOn = (blank: Page): Promise<string> => blank.evaluate(() => {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return '';
  context.font = '100px sans-serif';
  return ['通办', 'Hamburg', '0123'].map((letters) => context.measureText(letters).width.toFixed(2)).join(' ');
});

async function look(): Promise<Look> {
  const page = await mkdtemp(join(tmpdir(), 'tongban-page-'));
  const browser = await launchChromium();
  try {
    await mkdir(folder, { recursive: true });
    await buildPage(page);
    const blank = await browser.newPage();
    const likenesses = new Map<string, string>();
    const findings = await auditViews({
      page, views, languages, isWalked: values.sample ? isWalkedInSample : isWalked, abreast: Math.min(availableParallelism(), mostAbreast),
      keepPicture: async (view, png) => {
        await writeFile(join(folder, `${nameOf(view)}.png`), png);
        if (isCompared(view)) likenesses.set(nameOf(view), await likenessOf(blank, png));
      },
    });
    return { findings, likenesses, font: await lettersOn(blank) };
  } finally {
    await browser.close();
    await rm(page, { recursive: true, force: true });
  }
}

const { findings, likenesses, font } = await look();

const before = await readAccepted();
if (values.accept) await writeAccepted({ font, views: { ...(before.font === font ? before.views : {}), ...Object.fromEntries(likenesses) } });
const compared = values.accept ? [] : changedLooks(before, font, likenesses);
if (!compared) say('Letters are drawn differently here than where the looks were accepted: pictures are not compared.');
const changes = compared ?? [];
const gallery = await writeGallery(folder, views, [...findings, ...changes]);
for (const { view, problem } of [...findings, ...changes]) say(`${view}: ${problem}`);
say(`${views.length} views of ${samples.length + served.length} screens: ${findings.length} findings, ${changes.length} changed looks. Gallery: ${gallery}`);
process.exitCode = findings.length + changes.length === 0 ? 0 : 1;
