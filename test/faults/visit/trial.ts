/** One fault in one visit: what must hold of that visit, of the kiosk behind it, and of the next person's visit on wires that are well. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults, noFaults, type FaultScript } from '../../../devices/simulators/faults/index.ts';
import { receiptText } from '../../../devices/simulators/receipt-printer/index.ts';
import { walkVisit, type Walked } from './walk.ts';
import { lay, openWiredKiosk, visitor, wireNames, type WiredKiosk, type WireName } from './wired-kiosk.ts';

/** Bytes that a visit without faults moves, by wire and direction. */
export type Lengths = Readonly<Record<WireName, Readonly<Record<keyof FaultScript, number>>>>;

/** How long, by its own clock, a kiosk may take to be itself again once its wires are well. */
const recoveryMs = 60_000;
/** The longest back-off of what is kept, and then some. */
const deliveryMs = 12 * 60_000;

/** What belongs to the person alone; in a log, on the first screen or in a file it would be a leak. */
const personal = [visitor.name, visitor.number, visitor.card?.cardNumber ?? '', visitor.card?.cardId ?? ''].filter(Boolean);
const leaksIn = (text: string): readonly string[] => personal.filter((word) => text.includes(word));

/** Walks a visit without faults, which must succeed; gives the lengths of its conversations. */
export async function measureLengths(kiosk: WiredKiosk): Promise<Lengths> {
  for (const name of wireNames) kiosk.wires[name].lay(noFaults);
  const problems = await succeed(kiosk);
  if (problems.length > 0) throw new Error(`without any fault: ${problems.join('; ')}`);
  const { idScanner, card, printer, platform } = kiosk.wires;
  return { idScanner: idScanner.counted(), card: card.counted(), printer: printer.counted(), platform: platform.counted() };
}

/** The sentences of what did not hold; none: all well. */
export async function tryFault(kiosk: WiredKiosk, wire: WireName, script: FaultScript): Promise<readonly string[]> {
  kiosk.hall.beginAfresh();
  // A fresh roll for every visit: a campaign prints more than one holds.
  kiosk.printer.setCondition({ paper: 'full' });
  lay(kiosk, wire, script);
  const walked = await walkVisit(kiosk);
  for (const name of wireNames) kiosk.wires[name].lay(noFaults);
  const problems = [...judge(kiosk, walked), ...(await recover(kiosk)), ...comeOutLater(kiosk), ...(await succeed(kiosk))];
  return problems.map((problem) => `${wire} ${formatFaults(script)}: ${problem} (${walked.story.join(' ')})`);
}

function judge(kiosk: WiredKiosk, { ended, number, papers }: Walked): string[] {
  const submitted = kiosk.hall.submissions().filter(({ operation }) => operation === 'certify-benefit');
  const told = kiosk.takeLog();
  return [
    ...(ended ? [] : ['the visit did not end']),
    ...kiosk.book.takeProblems(),
    ...(submitted.length > 1 ? [`submitted ${submitted.length} times`] : []),
    ...(number !== null && papers.filter((paper) => paper.includes(number)).length > 1 ? ['printed twice'] : []),
    ...(/effect-broke|visit-broke/.test(told) ? ['a step broke its word'] : []),
    ...leaksIn(told).map((word) => `"${word}" was logged`),
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

/** The next person is served at the first attempt: accepted once, one receipt, nothing left. */
async function succeed(kiosk: WiredKiosk): Promise<string[]> {
  kiosk.hall.beginAfresh();
  const walked = await walkVisit(kiosk);
  const { number, accepted, papers, story } = walked;
  const failures = story.filter((word) => word.includes('-'));
  const good = accepted && number !== null && papers.length === 1 && papers[0]?.includes(number) && failures.length === 0;
  return [
    ...judge(kiosk, walked),
    ...(good ? [] : [`the next visit did not go well: ${accepted ? 'accepted' : 'not accepted'}, ${papers.length} papers, ${story.join(' ')}`]),
  ].map((problem) => `next visit: ${problem}`);
}

/** What of the person can be read in the journal's files. */
export function leaksInJournal({ directory }: WiredKiosk): readonly string[] {
  return readdirSync(directory).flatMap((file) => leaksIn(readFileSync(join(directory, file), 'utf8')));
}

export interface Fault {
  readonly wire: WireName;
  readonly script: FaultScript;
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
  for (const [index, { wire, script }] of faults.entries()) {
    const problems = await tryFault(kiosk, wire, script);
    for (const problem of problems) onProblem(problem);
    onTried(index + 1);
    if (problems.length === 0) continue;
    await kiosk.close();
    kiosk = await openWiredKiosk();
  }
  for (const word of leaksInJournal(kiosk)) onProblem(`"${word}" can be read in the journal's files`);
  await kiosk.close();
}
