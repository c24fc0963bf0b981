/**
 * A run through many views: side by side, within bounds of time and memory, and to its end whatever breaks. A page that is stuck and a
 * browser that died are begun anew, and what cannot be looked at is a finding like any other.
 */
import type { InstalledLanguage } from '../../kiosk-config/schema/language.ts';
import { completeTexts } from '../../kiosk-config/schema/translation.ts';
import { type Finding, launchChromium, type Look, lookAt, type LookWishes, openOnPanel, type Picture } from './audit.ts';
import { startSampleCore } from './sample-core.ts';
import { nameOf, panelNamed, type PanelName, panelNames, type View } from './views.ts';

export interface RunLimits {
  /** Longest time for one view, in milliseconds. */
  readonly viewMs: number;
  /** Time after which no further view is begun, in milliseconds. */
  readonly totalMs: number;
  /** So many views that fail one after the other end the run: it is not the views that are to blame. */
  readonly failuresInARow: number;
  /** Views after which a browser is begun anew, whose memory grows with each. */
  readonly viewsABrowser: number;
}

const minute = 60_000;
export const usualLimits: RunLimits = { viewMs: minute, totalMs: 180 * minute, failuresInARow: 6, viewsABrowser: 400 };

export interface Progress {
  readonly looked: number;
  readonly of: number;
  readonly findings: number;
  /** Since the run began, in milliseconds. */
  readonly elapsedMs: number;
}

/** Where views of one panel are looked at: a browser, a core and a page of its own. */
export interface Bench {
  /** Rejects where a view cannot be looked at. The bench is then of no more use. */
  look(view: View): Promise<Look>;
  /** Takes it down and tells what was complained of meanwhile. */
  close(): Promise<readonly Finding[]>;
}

export interface Run {
  readonly views: readonly View[];
  /** How many benches stand side by side. */
  readonly abreast: number;
  readonly limits: RunLimits;
  readonly open: (panel: PanelName) => Promise<Bench>;
  readonly keepPicture: ((view: View, picture: Picture) => Promise<void>) | null;
  readonly tell: (progress: Progress) => void;
}

/** Rejects when the work takes longer; the work itself is left to its fate. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error));

/** What all benches of a run share. */
interface State {
  readonly queue: View[];
  readonly findings: Finding[];
  looked: number;
  failedInARow: number;
  /** Why no further view is begun. */
  stopped: string | null;
}

interface BenchHolder {
  /** The bench for the next view of that panel. */
  take(panel: PanelName): Promise<Bench>;
  putAway(): Promise<void>;
}

/** Puts a bench up when one is needed: for the first view, for another panel, after the last one failed, and after so many views. */
function holdBench({ limits, open }: Pick<Run, 'limits' | 'open'>, findings: Finding[]): BenchHolder {
  const held: { bench: { readonly panel: PanelName; readonly made: Promise<Bench>; looks: number } | null } = { bench: null };
  const putAway = async (): Promise<void> => {
    const made = held.bench?.made;
    held.bench = null;
    // One that hangs has told what it could.
    if (made) findings.push(...(await within(limits.viewMs, made.then((bench) => bench.close())).catch(() => [])));
  };
  return {
    putAway,
    async take(panel) {
      if (held.bench && (held.bench.panel !== panel || held.bench.looks >= limits.viewsABrowser)) await putAway();
      held.bench ??= { panel, made: open(panel), looks: 0 };
      held.bench.looks += 1;
      return held.bench.made;
    },
  };
}

/** One view after the other, until there is none left or the run has to stop. */
async function workThrough({ limits, open, keepPicture, tell, views }: Run, state: State, begun: number): Promise<void> {
  const benches = holdBench({ limits, open }, state.findings);
  const look = async (view: View): Promise<Look> => {
    const taken = await (await benches.take(view.panel)).look(view);
    if (keepPicture && taken.picture) await keepPicture(view, taken.picture);
    return taken;
  };
  /** Null where it went well; what is tried again is tried on a new bench. */
  const attempt = async (view: View): Promise<string | null> => {
    try {
      const { problems } = await within(limits.viewMs, look(view));
      state.findings.push(...problems.map((problem) => ({ view: nameOf(view), problem })));
      return null;
    } catch (error) {
      await benches.putAway();
      return whyOf(error);
    }
  };
  const isOver = (): boolean => {
    if (performance.now() - begun > limits.totalMs) state.stopped ??= `the time of ${limits.totalMs / minute} minutes is over`;
    if (state.failedInARow >= limits.failuresInARow) state.stopped ??= `${state.failedInARow} views in a row could not be looked at`;
    return state.stopped !== null;
  };
  while (!isOver()) {
    const view = state.queue.shift();
    if (!view) break;
    const failed = (await attempt(view)) && (await attempt(view));
    if (failed) state.findings.push({ view: nameOf(view), problem: `could not be looked at: ${failed}` });
    state.failedInARow = failed ? state.failedInARow + 1 : 0;
    state.looked += 1;
    tell({ looked: state.looked, of: views.length, findings: state.findings.length, elapsedMs: performance.now() - begun });
  }
  await benches.putAway();
}

/** Looks at each view once, and finds something where there is none or where some are left when it has to stop. */
export async function run(asked: Run): Promise<Finding[]> {
  if (asked.views.length === 0) return [{ view: 'audit', problem: 'there is nothing to look at' }];
  // Panel by panel, so that a bench is seldom put up.
  const queue = panelNames.flatMap((name) => asked.views.filter(({ panel }) => panel === name));
  const state: State = { queue, findings: [], looked: 0, failedInARow: 0, stopped: null };
  const begun = performance.now();
  await Promise.all(Array.from({ length: asked.abreast }, () => workThrough(asked, state, begun)));
  if (state.queue.length > 0) state.findings.push({ view: 'audit', problem: `${state.stopped ?? 'it ended'}: ${state.queue.length} of ${asked.views.length} views were not looked at` });
  return state.findings;
}

export interface AuditRequest extends Pick<Run, 'views' | 'abreast' | 'keepPicture'>, LookWishes {
  /** Folder of the built page. */
  readonly page: string;
  /** What the page is told to offer; the samples are said in these as far as they are translated. */
  readonly languages: readonly InstalledLanguage[];
  /** Each as usual where absent. */
  readonly limits?: Partial<RunLimits>;
  readonly tell?: Run['tell'];
}

/** Puts a browser up with a core of its own, so that benches do not see one another's screens. */
async function openBench(name: PanelName, folder: string, languages: readonly InstalledLanguage[], wishes: LookWishes): Promise<Bench> {
  const complaints: Finding[] = [];
  const core = await startSampleCore(folder, languages);
  const browser = await launchChromium();
  const page = await openOnPanel(browser, core, panelNamed(name), complaints);
  return {
    look: (view) => lookAt(core, page, view, wishes),
    close: async () => {
      await Promise.allSettled([browser.close(), core.close()]);
      return [...complaints, ...core.heard.flatMap((message) => (typeof message === 'string' ? [{ view: 'link', problem: message }] : []))];
    },
  };
}

/** Takes every look that was asked for; an empty answer means that all of it is fit to be used. */
export function auditViews({ page, views, languages, isWalked, isPictured, keepPicture, abreast, limits, tell }: AuditRequest): Promise<Finding[]> {
  return run({
    views: completeTexts(views, languages), abreast, keepPicture, limits: { ...usualLimits, ...limits },
    open: (panel) => openBench(panel, page, languages, { isWalked, isPictured }), tell: tell ?? (() => {}),
  });
}
