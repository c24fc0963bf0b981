/** One fault in one visit: what must hold of that visit, of the kiosk behind it, and of the next person's visit with everything well. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultProxy } from '../../../devices/simulators/faults/index.ts';
import { receiptText } from '../../../devices/simulators/receipt-printer/index.ts';
import { formatFault, heal, lay, type Fault } from './fault.ts';
import { personalWords, visitorNames, visitors, type Visitor, type VisitorName, type WireName } from './visitors.ts';
import { walkVisit, type Walked } from './walk.ts';
import { openWiredKiosk, type WiredKiosk } from './wired-kiosk.ts';

/** What a visit without faults moves. */
export interface VisitLengths {
  readonly bytes: Readonly<Record<WireName, ReturnType<FaultProxy['counted']>>>;
  /** Of the camera. */
  readonly frames: number;
}
export type Lengths = Readonly<Record<VisitorName, VisitLengths>>;

/** How long, by its own clock, a kiosk may take to be itself again once everything is well. */
const recoveryMs = 60_000;
/** The longest back-off of what is kept, and then some. */
const deliveryMs = 12 * 60_000;

const leaksIn = (text: string, words = personalWords): readonly string[] => words.filter((word) => text.includes(word));

/** Walks a visit without faults, which must succeed. */
async function measureVisit(kiosk: WiredKiosk, name: VisitorName): Promise<VisitLengths> {
  heal(kiosk);
  const problems = await succeed(kiosk, visitors[name]);
  if (problems.length > 0) throw new Error(`without any fault: ${name}: ${problems.join('; ')}`);
  const { idScanner, card, printer, platform, documentReader, codeScanner } = kiosk.wires;
  return {
    bytes: {
      idScanner: idScanner.counted(), card: card.counted(), printer: printer.counted(), platform: platform.counted(),
      documentReader: documentReader.counted(), codeScanner: codeScanner.counted(),
    },
    frames: kiosk.page.counted(),
  };
}

/** Walks a visit of everybody without faults, at a kiosk of its own; gives the lengths of their conversations. Rejects where one does not succeed. */
export async function measureLengths(): Promise<Lengths> {
  const kiosk = await openWiredKiosk();
  try {
    const measured = new Map<VisitorName, VisitLengths>();
    for (const name of visitorNames) measured.set(name, await measureVisit(kiosk, name));
    return Object.fromEntries(measured) as Record<VisitorName, VisitLengths>;
  } finally {
    await kiosk.close();
  }
}

/** The sentences of what did not hold; none: all well. */
export async function tryFault(kiosk: WiredKiosk, fault: Fault): Promise<readonly string[]> {
  const visitor = visitors[fault.visitor];
  kiosk.hall.beginAfresh();
  // A fresh roll for every visit: a campaign prints more than one holds.
  kiosk.printer.setCondition({ paper: 'full' });
  lay(kiosk, fault);
  const walked = await walkVisit(kiosk, visitor);
  heal(kiosk);
  const problems = [...judge(kiosk, walked), ...(await recover(kiosk)), ...comeOutLater(kiosk), ...(await succeed(kiosk, visitor))];
  return problems.map((problem) => `${formatFault(fault)}: ${problem} (${walked.story.join(' ')})`);
}

function judge(kiosk: WiredKiosk, { ended, number, papers, codes }: Walked): string[] {
  const submitted = kiosk.hall.submissions().filter(({ operation }) => operation === 'certify-benefit');
  const told = kiosk.takeLog();
  return [
    ...(ended ? [] : ['the visit did not end']),
    ...kiosk.book.takeProblems(),
    ...(submitted.length > 1 ? [`submitted ${submitted.length} times`] : []),
    ...(number !== null && papers.filter((paper) => paper.includes(number)).length > 1 ? ['printed twice'] : []),
    ...(/effect-broke|visit-broke/.test(told) ? ['a step broke its word'] : []),
    ...leaksIn(told, [...personalWords, ...codes]).map((word) => `"${word}" was logged`),
    ...leaksIn(JSON.stringify(kiosk.visits.current())).map((word) => `"${word}" stands on the first screen`),
    ...(kiosk.isChipOff() ? [] : ['the chip still has power']),
  ];
}

async function recover(kiosk: WiredKiosk): Promise<string[]> {
  const { clock } = kiosk;
  const ready = clock.now() + recoveryMs;
  await clock.advanceUntil(() => kiosk.isReady() || clock.now() >= ready);
  const delivered = clock.now() + deliveryMs;
  await clock.advanceUntil(() => kiosk.waiting() === 0 || clock.now() >= delivered);
  return [
    ...(kiosk.isReady() ? [] : ['a device is not itself again']),
    ...(kiosk.waiting() === 0 ? [] : ['what was kept was never delivered']),
    ...kiosk.book.takeProblems(),
  ];
}

/** What every receipt ends with. */
const lastWords = '请妥善保管';

/** A whole receipt that came out after the person had gone. The beginning of a broken one may: it is cut off once the printer can be reached. */
function comeOutLater({ printer }: WiredKiosk): string[] {
  const late: string[] = [];
  for (let paper = printer.takeReceipt(); paper; paper = printer.takeReceipt()) late.push(receiptText(paper).join('\n'));
  return late.some((text) => text.includes(lastWords)) ? ['a receipt came out after the visit'] : [];
}

/** The next person who comes as the last one did is served at the first attempt: accepted once, one receipt, nothing left. */
async function succeed(kiosk: WiredKiosk, visitor: Visitor): Promise<string[]> {
  kiosk.hall.beginAfresh();
  const walked = await walkVisit(kiosk, visitor);
  const { number, accepted, papers, story } = walked;
  const failures = story.filter((word) => word.includes('-'));
  const good = accepted && number !== null && papers.length === 1 && papers[0]?.includes(number) && failures.length === 0;
  return [
    ...judge(kiosk, walked),
    ...(good ? [] : [`the next visit did not go well: ${accepted ? 'accepted' : 'not accepted'}, ${papers.length} papers, ${story.join(' ')}`]),
  ].map((problem) => `next visit: ${problem}`);
}

/** What of anybody can be read in the journal's files. */
export function leaksInJournal({ directory }: WiredKiosk): readonly string[] {
  return readdirSync(directory).flatMap((file) => leaksIn(readFileSync(join(directory, file), 'utf8')));
}

export interface TrialTalk {
  /** A sentence about what did not hold. */
  onProblem(problem: string): void;
  /** So many were tried. */
  onTried(tried: number): void;
}

/** Tries them one after another; a kiosk at which something did not hold is not used again. */
export async function tryAll(faults: readonly Fault[], { onProblem, onTried }: TrialTalk): Promise<void> {
  let kiosk = await openWiredKiosk();
  for (const [index, fault] of faults.entries()) {
    const problems = await tryFault(kiosk, fault);
    for (const problem of problems) onProblem(problem);
    onTried(index + 1);
    if (problems.length === 0) continue;
    await kiosk.close();
    kiosk = await openWiredKiosk();
  }
  for (const word of leaksInJournal(kiosk)) onProblem(`"${word}" can be read in the journal's files`);
  await kiosk.close();
}
