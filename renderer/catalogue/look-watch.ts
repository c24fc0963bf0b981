/** Sees how the usual views look while an audit goes on, and compares them with the last accepted looks at its end. */
import type { InstalledLanguage } from '../../kiosk-config/schema/language.ts';
import { sourceLanguage } from '../../main/contract/index.ts';
import { type ChangedLook, changedLooks, fontOf, readAccepted } from './accepted.ts';
import { launchChromium, openOnPanel, type Picture } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { startSampleCore } from './sample-core.ts';
import { isUsual, nameOf, panelNamed, panelNames, type View } from './views.ts';

const samplesOfKinds: ReadonlySet<string> = new Set(catalogue.map(({ name }) => name));

/**
 * Only the usual looks are kept to be compared: those of the source language in both sizes, and of the services' pages in the larger, since
 * in the other they lie as the samples of their kind do.
 */
export const isCompared = (view: View): boolean =>
  view.modes.language === sourceLanguage && isUsual(view) && (view.modes.textSize === 'large' || samplesOfKinds.has(view.sample.name));

export interface Eye {
  /** How this machine draws the letters of the page. */
  readonly font: string;
  /** By the name of the view. */
  readonly seen: ReadonlyMap<string, Likeness>;
  see(view: View, picture: Picture): Promise<void>;
  close(): Promise<void>;
}

/** Opens the page built into `folder` to see how it draws letters, and an empty one to look at pictures. */
export async function openEye(folder: string, languages: readonly InstalledLanguage[]): Promise<Eye> {
  const browser = await launchChromium();
  const core = await startSampleCore(folder, languages);
  try {
    const kiosk = await openOnPanel(browser, core, panelNamed(panelNames[0] ?? ''), []);
    await kiosk.waitForSelector('.stage');
    const font = await fontOf(kiosk);
    await kiosk.close();
    const blank = await browser.newPage();
    const seen = new Map<string, Likeness>();
    return {
      font, seen,
      see: async (view, { png, moving }) => { seen.set(nameOf(view), await likenessOf(blank, png, moving)); },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  } finally {
    await core.close();
  }
}

export interface Comparison {
  readonly changes: readonly ChangedLook[];
  /** Why nothing was compared, in a sentence; null where it was. */
  readonly unlike: string | null;
}

export async function compareLooks({ font, seen }: Pick<Eye, 'font' | 'seen'>): Promise<Comparison> {
  const changes = changedLooks(await readAccepted(), font, seen);
  return changes ? { changes, unlike: null } : { changes: [], unlike: 'Letters are drawn differently here than where the looks were accepted: pictures are not compared.' };
}
