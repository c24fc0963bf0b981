/** Understands a service file: step kinds found, parameters parsed, exits joined to steps, texts complete in every language. */
import { entriesPrinted } from '../../../kiosk-config/schema/receipt.ts';
import type { ReceiptLayout } from '../../../kiosk-config/schema/receipt.ts';
import { journeyEnd } from '../../../kiosk-config/schema/service.ts';
import type { Service, ServiceStep } from '../../../kiosk-config/schema/service.ts';
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import type { LocalizedText } from '../../contract/index.ts';
import type { StepKind, StepPlan, StepState } from './step-kind.ts';
import { isEntryMark } from './values.ts';
import type { TypedMark } from './values.ts';
import { kioskPlaceholders, placeholdersOf } from './wording.ts';

export type StepTexts = Readonly<Record<string, LocalizedText>>;

export interface PlannedStep {
  readonly id: string;
  readonly plan: StepPlan;
  readonly texts: StepTexts;
  /** Exit → id of the next step, or `end`. */
  readonly exits: Readonly<Record<string, string>>;
  /** Id of the step to which "back" leads; null where there is no way back. */
  readonly back: string | null;
}

export interface ServicePlan {
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly icon: string;
  readonly steps: readonly PlannedStep[];
}

/** What a service file may speak of. */
export interface Vocabulary {
  readonly kinds: ReadonlyMap<string, StepKind>;
  readonly texts: VisitTexts;
  readonly receipts: ReadonlyMap<string, ReceiptLayout>;
}

export type Planning = { readonly plan: ServicePlan } | { readonly problems: readonly string[] };

/** The texts a step must have: its own, and the label of every choice it offers. */
export function textsNeeded(plan: StepPlan): Readonly<Record<string, readonly string[]>> {
  const labels = Object.values(plan.states).flatMap(labelsOf).map((key) => [key, []] as const);
  return { ...plan.texts, ...Object.fromEntries(labels) };
}

function labelsOf(state: StepState): readonly string[] {
  if (state.type !== 'ask' && state.type !== 'work') return [];
  return Object.entries(state.answers ?? {}).flatMap(([choice, { hinted }]) => [`choice.${choice}`, ...(hinted ? [`choice.${choice}.hint`] : [])]);
}

function textProblems(step: ServiceStep, plan: StepPlan, texts: StepTexts): readonly string[] {
  const needed = textsNeeded(plan);
  const missing = Object.keys(needed).filter((key) => !texts[key]).map((key) => `the text "${key}" is missing`);
  const unused = Object.keys(step.texts).filter((key) => !Object.hasOwn(needed, key)).map((key) => `the text "${key}" is shown nowhere`);
  const unfilled = Object.entries(needed).flatMap(([key, allowed]) => {
    const text = texts[key];
    const unknown = text ? placeholdersOf(text).filter((name) => ![...allowed, ...kioskPlaceholders].includes(name)) : [];
    return unknown.map((name) => `the text "${key}" has a placeholder {${name}} that nothing fills`);
  });
  return [...missing, ...unused, ...unfilled];
}

/** Where each exit leads; one that the service does not speak of may be the same as another. */
const exitsOf = ({ exits }: ServiceStep, { otherwise = {} }: StepPlan): ServiceStep['exits'] => ({
  ...Object.fromEntries(Object.entries(otherwise).flatMap(([exit, same]) => (exits[same] === undefined ? [] : [[exit, exits[same]] as const]))),
  ...exits,
});

function exitProblems(step: ServiceStep, plan: StepPlan, ids: ReadonlySet<string>): readonly string[] {
  const open = plan.exits.filter((exit) => !Object.hasOwn(exitsOf(step, plan), exit)).map((exit) => `the exit "${exit}" leads nowhere`);
  const foreign = Object.keys(step.exits).filter((exit) => !plan.exits.includes(exit)).map((exit) => `this step has no exit "${exit}"`);
  const lost = Object.entries(step.exits)
    .filter(([, target]) => target !== journeyEnd && !ids.has(target))
    .map(([exit, target]) => `the exit "${exit}" leads to "${target}", which is no step`);
  const back = step.back !== undefined && !ids.has(step.back) ? [`"back" leads to "${step.back}", which is no step`] : [];
  return [...open, ...foreign, ...lost, ...back];
}

/** The texts of a step: the step kind's own, replaced by those of the service. */
const textsOf = (step: ServiceStep, texts: VisitTexts, needed: readonly string[]): StepTexts => {
  const own = texts.steps[step.kind] ?? {};
  return Object.fromEntries(needed.flatMap((key) => {
    const text = step.texts[key] ?? own[key];
    return text ? [[key, text] as const] : [];
  }));
};

const layoutProblems = ({ prints }: StepPlan, { receipts }: Vocabulary): readonly string[] =>
  prints === undefined || receipts.has(prints) ? [] : [`there is no receipt layout "${prints}"`];

/** A step that prints answers needs them as much as what it reads itself. */
function withPrinted(plan: StepPlan, { receipts }: Vocabulary): StepPlan {
  const layout = plan.prints === undefined ? undefined : receipts.get(plan.prints);
  return layout ? { ...plan, reads: [...plan.reads, ...entriesPrinted(layout).filter(isEntryMark)] } : plan;
}

type StepPlanning = { readonly planned: PlannedStep } | { readonly problems: readonly string[] };

function planStep(step: ServiceStep, vocabulary: Vocabulary, ids: ReadonlySet<string>): StepPlanning {
  const { kinds, texts } = vocabulary;
  const kind = kinds.get(step.kind);
  if (!kind) return { problems: [`there is no step kind "${step.kind}"`] };
  const understood = kind.plan(step.params);
  if ('problems' in understood) return understood;
  const { plan } = understood;
  const own = textsOf(step, texts, Object.keys(textsNeeded(plan)));
  const problems = [...exitProblems(step, plan, ids), ...textProblems(step, plan, own), ...layoutProblems(plan, vocabulary)];
  if (problems.length > 0) return { problems };
  return { planned: { id: step.id, plan: withPrinted(plan, vocabulary), texts: own, exits: exitsOf(step, plan), back: step.back ?? null } };
}

/** A fact or an answer has one type in a service, and is used as what it is; whether it is there in time is for the proof. */
function typeProblems(steps: readonly PlannedStep[]): readonly string[] {
  const told = new Map<string, TypedMark['type']>();
  const clashes = steps.flatMap(({ id, plan }) => (plan.tells ?? []).flatMap(({ mark, type }) => {
    const before = told.get(mark) ?? type;
    told.set(mark, before);
    return before === type ? [] : [`step "${id}": ${mark} is told as ${type}, elsewhere as ${before}`];
  }));
  const misused = steps.flatMap(({ id, plan }) => (plan.expects ?? []).flatMap(({ mark, type }) => {
    const is = told.get(mark) ?? type;
    return is === type ? [] : [`step "${id}": ${mark} is used as ${type}, but told as ${is}`];
  }));
  return [...clashes, ...misused];
}

/** What is begun from a step and ends there again: whoever changes an answer on the review page must find that page afterwards. */
function returnProblems(steps: readonly PlannedStep[]): readonly string[] {
  const exitsOfStep = new Map(steps.map(({ id, exits }) => [id, exits]));
  return steps.flatMap(({ id, exits, plan }) => Object.entries(plan.comesBack ?? {}).flatMap(([exit, by]) => {
    const target = exits[exit] ?? journeyEnd;
    return exitsOfStep.get(target)?.[by] === id ? [] : [`step "${id}": "${exit}" leads to "${target}", which does not lead back here by "${by}"`];
  }));
}

/** Understands a service, or tells everything that is wrong with it. */
export function planService(service: Service, vocabulary: Vocabulary): Planning {
  const ids = new Set(service.steps.map(({ id }) => id));
  const twice = service.steps.filter(({ id }, index) => service.steps.findIndex((other) => other.id === id) !== index);
  const results = service.steps.map((step) => ({ id: step.id, result: planStep(step, vocabulary, ids) }));
  const problems = [
    ...twice.map(({ id }) => `step "${id}": there are two steps of this name`),
    ...results.flatMap(({ id, result }) => ('problems' in result ? result.problems.map((problem) => `step "${id}": ${problem}`) : [])),
  ];
  const steps = results.flatMap(({ result }) => ('planned' in result ? [result.planned] : []));
  const wrong = [...problems, ...typeProblems(steps), ...returnProblems(steps)];
  if (wrong.length > 0) return { problems: wrong };
  const { id, title, summary, icon } = service;
  return { plan: { id, title, summary, icon, steps } };
}
