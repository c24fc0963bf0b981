import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { Service } from '../../../kiosk-config/schema/service.ts';
import type { ChartState } from '../visit/chart.ts';
import { composeVisit } from '../visit/compose.ts';
import { exit, running, stepKind, to } from '../visit/step-kind.ts';
import type { StepKind } from '../visit/step-kind.ts';
import { stepKinds } from '../visit/steps/index.ts';
import { admitService, openCatalogue, tellRefusal } from './catalogue.ts';
import { proveService } from './prover.ts';
import type { Flaw } from './prover.ts';

const folder = path.resolve(import.meta.dirname, '../../../kiosk-config');
const languages = openLanguages(path.join(folder, 'languages'));
const { failures, texts, receipts } = openCatalogue(folder, languages);
const certification = loadYaml(Service, path.join(folder, 'services/benefit-certification.yaml'));
const declaration = loadYaml(Service, path.join(folder, 'services/contribution-base.yaml'));

type Steps = Record<string, Record<string, unknown>>;

/** The certification with some of its steps changed, or taken out (null). */
function withSteps(changes: Record<string, Record<string, unknown> | null>): unknown {
  const steps = certification.steps.flatMap((step) => {
    const change = changes[step.id];
    return change === null ? [] : [{ ...step, ...change }];
  });
  return { ...certification, steps };
}

function flawsOf(service: unknown, kinds: ReadonlyMap<string, StepKind> = stepKinds): readonly Flaw[] {
  const admission = admitService(Service.parse(service), { texts, receipts, kinds }, failures);
  return 'flaws' in admission ? admission.flaws : [];
}

const problemsOf = (service: unknown): readonly string[] => flawsOf(service).map(({ problem }) => problem);

const exitsOf = (id: string, changes: Steps[string]): { exits: Record<string, unknown> } =>
  ({ exits: { ...certification.steps.find((step) => step.id === id)?.exits, ...changes } });

test('the benefit certification is proved', () => {
  expect(flawsOf(certification)).toEqual([]);
});

test('a submission that the person did not confirm is refused, with the story of how it would happen', () => {
  const flaws = flawsOf(withSteps({ face: exitsOf('face', { verified: 'submit' }) }));
  const flaw = flaws.find(({ problem }) => problem === '"certify-benefit" is submitted although the person did not confirm it');
  expect(flaw?.story).toEqual([
    'touches the first screen',
    'opens benefit-certification',
    'chooses "agree" at benefit-certification/consent',
    '"document-read" comes out of benefit-certification/identify/waiting',
    'chooses "continue" at benefit-certification/identify',
    'there is no card',
    '"due" comes out of benefit-certification/status/asking',
    'chooses "continue" at benefit-certification/due',
    'there is a faceConsent',
    '"verified" comes out of benefit-certification/face/looking',
  ]);
});

test('a way back behind the submission, by which it could be made twice, is refused', () => {
  expect(problemsOf(withSteps({ submit: { back: 'review' } }))).toContain('"certify-benefit" is submitted a second time');
});

test('a step that would submit the same operation once more is refused', () => {
  const again = { id: 'again', kind: 'submit', params: { operation: 'certify-benefit' }, exits: { done: 'receipt' } };
  const steps = [...certification.steps.map((step) => (step.id === 'submit' ? { ...step, exits: { done: 'again' } } : step)), again];
  expect(problemsOf({ ...certification, steps })).toContain('"certify-benefit" is submitted a second time');
});

test('a step that needs what no earlier step has found is refused', () => {
  expect(problemsOf(withSteps({ consent: exitsOf('consent', { agreed: 'status' }) }))).toContain('step "status" needs identity, which is not there');
  expect(problemsOf(withSteps({ 'choose-way': { params: { ways: ['co-sign', 'pin'] } }, due: exitsOf('due', { continue: 'pin' }) })))
    .toContain('step "pin" needs card, which is not there');
});

test('a fact shown that the platform does not tell with that outcome is refused', () => {
  expect(problemsOf(withSteps({ status: exitsOf('status', { 'no-record': 'due' }) }))).toContain('step "due" needs answer.certifiedUntil, which is not there');
});

test('steps that lead round and round by themselves are refused', () => {
  const problems = problemsOf(withSteps({
    status: { exits: Object.fromEntries(Object.keys(certification.steps.find(({ id }) => id === 'status')?.exits ?? {}).map((name) => [name, 'status'])) },
  }));
  expect(problems).toContain('whoever does nothing at "benefit-certification/status/asking" never gets home');
  expect(problems).toContain('nobody can ever reach step "due"');
});

test('a step that nobody can reach is refused', () => {
  expect(problemsOf(withSteps({ status: exitsOf('status', { suspended: 'due' }) }))).toContain('nobody can ever reach step "suspended"');
});

test.each([
  ['an exit that leads nowhere', { receipt: { exits: {} } }, 'step "receipt": the exit "done" leads nowhere'],
  ['an exit to a step that is not there', { rating: null }, 'step "receipt": the exit "done" leads to "rating", which is no step'],
  ['an exit that the step kind does not have', { receipt: { exits: { done: 'rating', lost: 'end' } } }, 'step "receipt": this step has no exit "lost"'],
  ['a way back to a step that is not there', { due: { back: 'nowhere' } }, 'step "due": "back" leads to "nowhere", which is no step'],
  ['a step kind that is not there', { rating: { kind: 'applause' } }, 'step "rating": there is no step kind "applause"'],
  ['a text that is missing', { due: { texts: {} } }, 'step "due": the text "title" is missing'],
  ['a text that is shown nowhere', { rating: { texts: { titel: { 'zh-CN': '题', en: 't' } } } }, 'step "rating": the text "titel" is shown nowhere'],
  ['a placeholder that nothing fills', { rating: { texts: { title: { 'zh-CN': '{nmae}', en: 'x' } } } }, 'step "rating": the text "title" has a placeholder {nmae} that nothing fills'],
] as const)('%s is refused', (_what, changes, problem) => {
  expect(problemsOf(withSteps(changes))).toContain(problem);
});

test('parameters that do not fit are refused by the name of the parameter', () => {
  expect(problemsOf(withSteps({ receipt: { params: {} } }))[0]).toMatch(/^step "receipt": params\.layout: /);
});

/** The declaration of a contribution base with one of its steps changed. */
const declarationWith = (id: string, change: (step: Service['steps'][number]) => Record<string, unknown>): unknown =>
  ({ ...declaration, steps: declaration.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)) });

test('a question whose limits the platform does not tell by then is refused', () => {
  expect(problemsOf(declarationWith('standing', ({ exits }) => ({ exits: { ...exits, 'window-closed': 'consent' } }))))
    .toContain('step "base" needs answer.lowestBase, which is not there');
});

test('a question whose limits are told, but not as money, is refused', () => {
  const told = { facts: { presentBase: 'money', lowestBase: 'number', highestBase: 'money', pensionRate: 'rate', deadline: 'date' } };
  const standing = declarationWith('standing', ({ params }) => ({ params: { ...params, outcomes: { ...params['outcomes'] as object, 'can-declare': told } } }));
  expect(problemsOf(standing)).toEqual(['step "base": answer.lowestBase is used as money, but told as number']);
});

test('a fact that is told with two types is refused', () => {
  const standing = declarationWith('standing', ({ params }) => ({
    params: { ...params, outcomes: { ...params['outcomes'] as object, 'window-closed': { facts: { presentBase: 'text', opensOn: 'date' } } } },
  }));
  expect(problemsOf(standing)).toContain('step "standing": answer.presentBase is told as text, elsewhere as money');
});

test('a share of an answer that is no amount is refused', () => {
  expect(problemsOf(declarationWith('base', ({ texts: { title } }) => ({
    params: { name: 'baseFen', field: { kind: 'phone' } }, texts: { title, prompt: title },
  })))).toContain('step "review": entry.baseFen is used as amount, but told as phone');
});

test('a receipt that prints an answer which nobody was asked for is refused', () => {
  expect(problemsOf(withSteps({ receipt: { params: { layout: 'contribution-base' } } }))).toContain('step "receipt" needs entry.baseFen, which is not there');
});

test('a text that is missing in one language does not even parse', () => {
  expect(Service.safeParse(withSteps({ due: { texts: { title: { 'zh-CN': '题' } } } })).success).toBe(false);
});

/** A step kind with a defect, walked by a service of this one step. */
function flawsOfKind(kind: StepKind): readonly string[] {
  const service = { id: 'broken', title: { 'zh-CN': '坏', en: 'broken' }, summary: { 'zh-CN': '坏', en: 'broken' }, icon: 'service', steps: [{ id: 'only', kind: kind.kind, exits: { done: 'end' } }] };
  return flawsOf(service, new Map([[kind.kind, kind]])).map(({ problem }) => problem);
}

const forever = { outcomes: ['again'], fails: [], late: 'kiosk-fault', deadlineMs: () => 1000, run: () => Promise.resolve({ outcome: 'again' }) } as const;

test('a step kind that works for ever and cannot be cancelled is refused: neither doing nothing nor touching leads home', () => {
  const trap = stepKind({
    kind: 'trap',
    params: z.unknown(),
    plan: () => ({
      initial: 'working',
      states: { working: { type: 'work', holdsOn: true, screen: () => ({ kind: 'busy', title: { 'zh-CN': '忙', en: 'busy' }, slow: false }), ...running(forever, { again: { to: to('other') } }, {}) },
        other: { type: 'work', holdsOn: true, screen: () => ({ kind: 'busy', title: { 'zh-CN': '忙', en: 'busy' }, slow: false }), ...running(forever, { again: { to: to('working') } }, {}) } },
      exits: ['done'], texts: {}, reads: [], needs: [],
    }),
  });
  const problems = flawsOfKind(trap);
  expect(problems).toContain('whoever does nothing at "broken/only/working" never gets home');
  expect(problems).toContain('the person cannot get home from "broken/only/working"');
});

test('a step kind that makes the person\'s confirmation by itself is refused', () => {
  const forger = stepKind({
    kind: 'forger',
    params: z.unknown(),
    plan: () => ({
      initial: 'forging',
      states: {
        forging: { type: 'work', screen: () => ({ kind: 'busy', title: { 'zh-CN': '忙', en: 'busy' }, slow: false }), ...running(forever, { again: { to: to('sending'), writes: ['confirmation'] } }, {}) },
        sending: {
          type: 'work', screen: () => ({ kind: 'busy', title: { 'zh-CN': '忙', en: 'busy' }, slow: false }), submits: { operation: 'x', confirmedBy: 'confirmation' },
          ...running(forever, { again: { to: exit('done') } }, {}),
        },
      },
      exits: ['done'], texts: {}, reads: [], needs: [],
    }),
  });
  expect(flawsOfKind(forger)).toContain('a confirmation is made without the person');
});

/** What is wrong with the proved certification once a part of its chart is replaced. */
function problemsWithout(part: 'menu' | 'leaving', change: (state: ChartState) => ChartState): readonly string[] {
  const admission = admitService(certification, { texts, receipts, kinds: stepKinds }, failures);
  if (!('plan' in admission)) throw new Error('the certification was refused');
  const { root, registry } = composeVisit([admission.plan], failures, texts);
  const states = { ...root.states, [part]: change(root.states?.[part] ?? {}) };
  return proveService(admission.plan, { root: { ...root, states }, registry }).map(({ problem }) => problem);
}

test('a chart in which the menu would still know the person is refused', () => {
  expect(problemsWithout('menu', (menu) => ({ ...menu, entry: [] }))).toContain('consent, faceConsent of the person is kept at "menu"');
});

test('a chart in which a page waits for ever is refused, even though the world could end it', () => {
  expect(problemsWithout('menu', (menu) => ({ ...menu, states: { calm: {} } }))).toContain('whoever does nothing at "menu" never gets home');
});

test('a step kind that forgets who the person is, and goes on to what needs them, is refused', () => {
  const forgetful = stepKind({
    kind: 'forgetful',
    params: z.unknown(),
    plan: () => ({
      initial: 'ask',
      states: {
        ask: {
          type: 'ask', screen: () => ({ kind: 'busy', title: { 'zh-CN': '忙', en: 'busy' }, slow: false }),
          answers: { continue: { to: exit('done'), weight: 'primary', act: { writes: [], forgets: ['identity'], run: () => ({}) } } },
        },
      },
      exits: ['done'], texts: {}, reads: ['identity'], needs: [],
    }),
  });
  const before = { id: 'before', kind: 'forgetful', texts: { 'choice.continue': { 'zh-CN': '继续', en: 'Continue' } }, exits: { done: 'status' } };
  const steps = certification.steps.flatMap((step): unknown[] => (step.id === 'identify' ? [{ ...step, exits: { identified: 'before' } }, before] : [step]));
  const problems = flawsOf({ ...certification, steps }, new Map([...stepKinds, ['forgetful', forgetful]])).map(({ problem }) => problem);
  expect(problems).toContain('step "status" needs identity, which is not there');
});

test('a change on the review page that does not lead back there is refused', () => {
  const details = loadYaml(Service, path.join(folder, 'services/contact-details.yaml'));
  const steps = details.steps.map((step) => (step.id === 'phone' ? { ...step, exits: { answered: 'region' } } : step));
  expect(problemsOf({ ...details, steps })).toEqual(['step "review": "change-phone" leads to "phone", which does not lead back here by "changed"']);
});

test('a refusal is told as a story', () => {
  const told = tellRefusal({ file: '/x/certify.yaml', flaws: [{ problem: 'it breaks', story: ['opens it', 'touches it'] }] });
  expect(told).toBe('certify.yaml is refused:\n  - it breaks\n      1. opens it\n      2. touches it');
});
