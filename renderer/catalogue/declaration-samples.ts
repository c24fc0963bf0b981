/** Sample screens of a declared contribution base, in the words of its service file: how one may stand, the amount, the yes, the result. */
import type { Choice, EntryField, LocalizedText } from '../../main/contract/index.ts';
import { type Sample, text } from './sample.ts';
import { wordsOfService } from './service-words.ts';

const service = wordsOfService('contribution-base');
const { said } = service;

const yuan = (amount: string): LocalizedText => text(`${amount} 元`, `${amount} yuan`);
const deadline = text('2026年12月31日', '31 December 2026');
const opensOn = text('2027年11月2日', '2 November 2027');
const limits = { least: yuan('4,950'), most: yuan('24,750') };
const rate = text('20%', '20%');

const choice = (step: string, id: string, weight: Choice['weight'] = 'primary'): Choice =>
  ({ id, weight, label: said(step, `choice.${id}`), hint: null });

interface Told {
  readonly tone?: 'success';
  readonly fills?: Readonly<Record<string, LocalizedText>>;
  readonly rows?: Readonly<Record<string, LocalizedText>>;
  readonly choices: Choice[];
}

const standing = (step: string, { tone, fills = {}, rows = {}, choices }: Told): Sample => ({
  name: `contribution-base-${step}`, service: service.title,
  body: {
    kind: 'information', tone: tone ?? 'neutral', title: said(step, 'title'), paragraphs: [said(step, 'text', fills)],
    rows: Object.entries(rows).map(([row, value]) => ({ label: said(step, `row.${row}`), value })), choices,
  },
});

const field: EntryField = { kind: 'amount', unit: 'yuan', leastFen: 495_000, mostFen: 2_475_000 };

const amount = (name: string, more: { readonly problem?: string; readonly kept?: LocalizedText } = {}): Sample => ({
  name: `contribution-base-${name}`, service: service.title,
  body: {
    kind: 'entry', title: said('base', 'title'), prompt: said('base', 'prompt', limits), field, kept: more.kept ?? null,
    problem: more.problem === undefined ? null : said('base', `problem.${more.problem}`, limits),
    choices: more.kept ? [choice('base', 'keep', 'equal')] : [],
  },
});

export const declarationSamples: readonly Sample[] = [
  standing('can-declare', {
    fills: { pensionRate: rate }, rows: { presentBase: yuan('5,200'), lowestBase: limits.least, highestBase: limits.most, deadline },
    choices: [choice('can-declare', 'continue'), choice('can-declare', 'leave', 'quiet')],
  }),
  standing('declared-already', {
    tone: 'success', fills: { deadline }, rows: { declaredBase: yuan('6,000'), declaredOn: text('2026年11月17日', '17 November 2026') },
    choices: [choice('declared-already', 'leave')],
  }),
  standing('window-closed', { fills: { opensOn }, rows: { presentBase: yuan('5,200'), opensOn }, choices: [choice('window-closed', 'leave')] }),
  standing('not-flexible', { choices: [choice('not-flexible', 'leave')] }),
  amount('amount'),
  amount('amount-too-low', { problem: 'too-little' }),
  amount('amount-kept', { kept: yuan('24,750') }),
  {
    name: 'contribution-base-review', service: service.title,
    body: {
      kind: 'review', title: said('review', 'title'), lead: said('review', 'lead'),
      rows: [
        { label: said('review', 'row.baseFen'), value: yuan('5,501'), change: choice('review', 'change-base-fen', 'quiet') },
        { label: said('review', 'row.monthly'), value: yuan('1,100.20') },
        { label: said('review', 'row.name'), value: text('张*', '张*') },
        { label: said('review', 'row.idNumber'), value: text('9900***********010', '9900***********010') },
        { label: said('review', 'row.method'), value: text('工作人员当面核验', 'Confirmed in person by an attendant') },
      ],
      choices: [choice('review', 'confirm')],
    },
  },
  {
    name: 'contribution-base-accepted', service: service.title, allows: { back: false, cancel: true },
    body: {
      kind: 'result', tone: 'success', title: said('submit', 'accepted.title'), number: 'PT20261122000001', paragraphs: [said('submit', 'accepted.text')],
      rows: [
        { label: said('submit', 'row.service'), value: service.title },
        { label: said('submit', 'row.name'), value: text('张*', '张*') },
        { label: said('submit', 'row.time'), value: text('2026年11月22日 09:05', '22 November 2026 at 09:05') },
      ],
      choices: [choice('submit', 'continue')],
    },
  },
  {
    name: 'contribution-base-menu',
    body: {
      kind: 'menu', title: text('请选择要办理的业务', 'What would you like to do?'),
      entries: ['benefit-certification', 'contact-details', 'contribution-base'].map(wordsOfService)
        .map(({ id, title, summary, icon }) => ({ service: id, title, summary, icon, closed: null })),
    },
  },
];
