/** Every sample screen in a language that runs right to left and that is nothing but one more folder: nothing cut off, covered or outside. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { textsIn } from '../../kiosk-config/schema/translation.ts';
import { buildPage } from '../../renderer/catalogue/audit.ts';
import { auditViews } from '../../renderer/catalogue/audit-run.ts';
import { catalogue } from '../../renderer/catalogue/catalogue.ts';
import { sampleHall } from '../../renderer/catalogue/sample.ts';
import { installedShelf, sampleLanguages } from '../../renderer/catalogue/sample-languages.ts';
import { everyView, isUsual } from '../../renderer/catalogue/views.ts';
import { pseudoTag, writePseudoLanguage } from '../support/pseudo-language.ts';

/** The made-up language is wordier than ours; where its longest text takes a second page, the direction is not to blame. */
const isOfLength = (problem: string): boolean => problem === 'does not fit one page';

test('every screen works right to left', async () => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'tongban-right-to-left-'));
  try {
    await writePseudoLanguage(join(folder, 'languages'), installedShelf, textsIn([catalogue, sampleHall]));
    await buildPage(join(folder, 'page'));
    const languages = sampleLanguages(join(folder, 'languages'));
    const views = everyView(catalogue, [pseudoTag]).filter(isUsual);
    const findings = await auditViews({ page: join(folder, 'page'), views, languages, isWalked: () => false, isPictured: () => false, keepPicture: null, abreast: availableParallelism() });
    expect(findings.filter(({ problem }) => !isOfLength(problem)).map(({ view, problem }) => `${view}: ${problem}`)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
