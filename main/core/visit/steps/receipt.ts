/** Step kind `receipt`: prints what was done; where it cannot be printed, shows the number to note or photograph. */
import * as z from 'zod';
import type { Effect } from '../effect.ts';
import { printerFailure, printerFailures, printerGone, printerSilent } from '../failures/printer.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { AskState } from '../step-kind.ts';
import { spokenTime } from '../wording.ts';
import { busy } from './paint.ts';
import { composeReceipt } from './receipt-document.ts';

const params = z.strictObject({ /** Id of a layout in kiosk-config/receipts. */ layout: z.string() });

const printReceipt = (layoutId: string): Effect<'printed'> => ({
  outcomes: ['printed'],
  fails: printerFailures,
  late: printerSilent,
  deadlineMs: (kiosk) => kiosk.deadlines.printSeconds * 1000,
  async run({ world, values, errand, signal }) {
    const printer = world.devices.receiptPrinter;
    const layout = world.receipts.get(layoutId);
    if (!printer || !layout || !values.submission) return { failure: printerGone };
    const document = composeReceipt(layout, world, values, errand, values.submission);
    const { completion } = printer.execute('print', document, { deadlineMs: world.kiosk.deadlines.printSeconds * 1000, signal });
    const printed = await completion;
    if (printed.code === 'success') return { outcome: 'printed', notes: { receiptPrinted: true } };
    return { failure: printerFailure(printed), ...(printed.reason === 'partlyPrinted' ? { notes: { receiptPrinted: true } } : {}) };
  },
});

/** The number in large letters, for a pencil or a camera. */
const number: AskState = {
  type: 'ask',
  screen: (view) => ({
    kind: 'result',
    tone: 'neutral',
    title: view.text('number.title'),
    number: view.values.submission?.number ?? '—',
    paragraphs: [view.text('number.text')],
    rows: [{ label: view.text('row.time'), value: spokenTime(view.values.submission?.at ?? view.world.clock.now(), view.world.languages) }],
    choices: view.choices,
  }),
  answers: { continue: { to: exit('done'), weight: 'primary' }, retry: { to: to('printing'), weight: 'quiet' } },
};

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
        ...running(printReceipt(layout), { printed: { to: exit('done') } }, { retry: to('printing'), continue: to('number') }),
      },
      number,
    },
    exits: ['done'],
    texts: { busy: [], 'number.title': [], 'number.text': [], 'row.time': [] },
    reads: ['identity', 'submission'],
    needs: [{ anyOf: ['receipt-printer'] }],
    withoutNeeds: ['done'],
    prints: layout,
  }),
});
