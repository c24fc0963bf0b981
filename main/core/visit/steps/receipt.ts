/** Step kind `receipt`: prints what was done, again where asked for and then as a duplicate; where it cannot be printed, shows the number to note or photograph. */
import * as z from 'zod';
import type { PrintEvent } from '../../../../devices/receipt-printer/contract.ts';
import type { Effect } from '../effect.ts';
import { printerFailure, printerFailures, printerGone, printerSilent } from '../failures/printer.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { AskState } from '../step-kind.ts';
import { spokenTime } from '../wording.ts';
import { busy } from './paint.ts';
import { composeReceipt } from './receipt-document.ts';

const params = z.strictObject({ /** Id of a layout in kiosk-config/receipts. */ layout: z.string() });

/** The device tells of its own deadline before the visit gives up on it. */
const graceMs = 1000;

const printReceipt = (layoutId: string): Effect<'printed' | 'unconfirmed'> => ({
  outcomes: ['printed', 'unconfirmed'],
  fails: printerFailures,
  late: printerSilent,
  deadlineMs: (kiosk) => kiosk.deadlines.printSeconds * 1000 + graceMs,
  async run({ world, values, notes, errand, signal }) {
    const printer = world.devices.receiptPrinter;
    const layout = world.receipts.get(layoutId);
    const { submission } = values;
    if (!printer || !layout || !submission) return { failure: printerGone };
    const document = composeReceipt(layout, notes.receiptBegun === submission.number ? 'reissue' : 'first', world, values, errand, submission);
    const told = new Set<PrintEvent['kind']>();
    const { completion } = printer.execute('print', document, {
      deadlineMs: world.kiosk.deadlines.printSeconds * 1000, signal, onEvent: ({ kind }) => told.add(kind),
    });
    const printed = await completion;
    const begun = told.has('begun') ? { notes: { receiptPrinted: true, receiptBegun: submission.number } } : {};
    if (printed.code !== 'success') return { failure: printerFailure(printed), ...begun };
    return { outcome: told.has('unconfirmed') ? 'unconfirmed' : 'printed', ...begun };
  },
});

/** The number in large letters, for a pencil or a camera; `words` are the texts of the page. */
const numberPage = (words: 'number' | 'check'): AskState => ({
  type: 'ask',
  screen: (view) => ({
    kind: 'result',
    tone: 'neutral',
    title: view.text(`${words}.title`),
    number: view.values.submission?.number ?? '—',
    paragraphs: [view.text(`${words}.text`)],
    rows: [{ label: view.text('row.time'), value: spokenTime(view.values.submission?.at ?? view.world.clock.now(), view.world.languages) }],
    choices: view.choices,
  }),
  answers: { continue: { to: exit('done'), weight: 'primary' }, retry: { to: to('printing'), weight: 'quiet' } },
});

export const receipt = stepKind({
  kind: 'receipt',
  params,
  plan: ({ layout }) => ({
    initial: 'printing',
    states: {
      printing: {
        type: 'work',
        screen: busy,
        // Half a receipt in the mouth of the printer helps nobody: the print is let finish.
        holdsOn: true,
        ...running(
          printReceipt(layout), { printed: { to: exit('done') }, unconfirmed: { to: to('check') } }, { retry: to('printing'), continue: to('number') },
        ),
      },
      number: numberPage('number'),
      /** The printer gives no word: only the person can see whether it came out. */
      check: numberPage('check'),
    },
    exits: ['done'],
    texts: { busy: [], 'number.title': [], 'number.text': [], 'check.title': [], 'check.text': [], 'row.time': [] },
    reads: ['identity', 'submission'],
    needs: [{ anyOf: ['receipt-printer'] }],
    withoutNeeds: ['done'],
    prints: layout,
  }),
});
