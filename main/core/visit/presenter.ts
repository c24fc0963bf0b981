/** Paints the screen of a visit from its snapshot. */
import type { Choice, LocalizedText, Screen, ScreenBody, ScreenBodyOf } from '../../contract/index.ts';
import type { FailureEntry } from '../../../kiosk-config/schema/failures.ts';
import type { NodeMeta } from './chart.ts';
import { onlyHelps } from './compose-state.ts';
import type { Registry } from './compose-state.ts';
import type { VisitContext } from './machine.ts';
import type { PlannedStep, ServicePlan, StepTexts } from './service-plan.ts';
import type { Answer, StepState, View } from './step-kind.ts';
import { holds } from './values.ts';
import { fillText } from './wording.ts';
import type { Availability, VisitWorld } from './world.ts';

export interface Stage {
  readonly world: VisitWorld;
  readonly services: readonly ServicePlan[];
  readonly availability: Availability;
  readonly registry: Registry;
}

/** What the presenter needs of a snapshot: where the visit stands and what it knows. */
export interface Standing {
  readonly context: VisitContext;
  readonly node: NodeMeta;
  /** Has this page's work taken longer than people expect? */
  readonly slow: boolean;
  /** Name of this visit, part of every screen id. */
  readonly visit: string;
}

const isOpen = ({ when }: Answer, { values }: VisitContext): boolean => when === undefined || holds(values, when);

/** The choices open now, with the step's labels. */
function choicesOf(answers: Readonly<Record<string, Answer>>, texts: StepTexts, context: VisitContext): Choice[] {
  return Object.entries(answers)
    .filter(([, answer]) => isOpen(answer, context))
    .map(([id, { weight, hinted }]) => ({ id, label: textIn(texts, `choice.${id}`), hint: hinted ? textIn(texts, `choice.${id}.hint`) : null, weight }));
}

/** Every text was proved to be there before the service opened. */
function textIn(texts: StepTexts, key: string): LocalizedText {
  const text = texts[key];
  if (!text) throw new Error(`text "${key}" is missing`);
  return text;
}

function viewOf({ world }: Stage, { context }: Standing, texts: StepTexts, answers: Readonly<Record<string, Answer>>): View {
  const { errand, values, notes, progress } = context;
  return {
    world, errand, values, notes, progress,
    choices: choicesOf(answers, texts, context),
    text: (key, fills) => (fills ? fillText(textIn(texts, key), fills, world.languages) : textIn(texts, key)),
  };
}

/** The page of a failure: the table's words, and those of its choices that work here. Help and leaving are in the foot of every page; where nothing else helps, help is the choice, until it was called. */
function failureBody({ world }: Stage, { context }: Standing, state: Extract<StepState, { type: 'fail' }>): ScreenBodyOf<'failure'> {
  const { failures: { failures, choices }, languages } = world;
  const entry: FailureEntry | undefined = failures[state.code];
  if (!entry) throw new Error(`failure "${state.code}" is not in the table`);
  const works = entry.offers.filter((offer) => state.recovery[offer] !== undefined);
  const offered = onlyHelps(state, world.failures) && context.help === 'available' ? (['attendant'] as const) : works;
  return {
    kind: 'failure',
    code: state.code,
    title: entry.title,
    whatHappened: fillText(entry.whatHappened, context.fills, languages),
    whatNow: fillText(entry.whatNow, context.fills, languages),
    nothingLost: entry.nothingLost,
    choices: offered.map((offer, index) => ({ id: offer, label: choices[offer], hint: null, weight: index === 0 ? 'primary' : 'equal' })),
  };
}

function menuBody({ world, services, availability }: Stage): ScreenBodyOf<'menu'> {
  const entries = services.map(({ id, title, summary, icon }) => {
    const { closed, sign } = availability.opening(id);
    return { service: id, title, summary: sign ?? summary, icon, closed };
  });
  return { kind: 'menu', title: world.texts.menu.title, entries };
}

/** The first page; where no service can be begun, why, and where to go instead. */
function openingBody(stage: Stage): ScreenBodyOf<'attract'> | ScreenBodyOf<'closed'> {
  const { kiosk, texts } = stage.world;
  const { entries } = menuBody(stage);
  if (entries.some(({ closed }) => closed === null)) return { kind: 'attract', ...kiosk.attract };
  const reasons = new Map(entries.flatMap(({ closed }) => (closed ? [[JSON.stringify(closed), closed] as const] : [])));
  return { kind: 'closed', title: texts.closed.title, paragraphs: [...reasons.values(), texts.closed.instead] };
}

const isQuestion = ({ plan }: PlannedStep): boolean => Object.values(plan.states).some((state) => state.type === 'ask' && state.entry !== undefined);

/** Where a question stands among those of its service, in the order of the file; null where there is no other. */
function progressOf({ services }: Stage, { context, node }: Standing): ScreenBodyOf<'entry'>['progress'] {
  const questions = services.find(({ id }) => id === context.errand.service)?.steps.filter(isQuestion) ?? [];
  const number = questions.findIndex(({ id }) => id === node.step) + 1;
  return number > 0 && questions.length > 1 ? { number, of: questions.length } : null;
}

function stepBody(stage: Stage, standing: Standing): ScreenBody {
  const registered = stage.registry.get(standing.node.key);
  if (!registered) throw new Error(`page "${standing.node.key}" is not registered`);
  const { state, texts } = registered;
  switch (state.type) {
    case 'ask': {
      const body = state.screen(viewOf(stage, standing, texts, state.answers));
      return body.kind === 'entry' ? { ...body, progress: progressOf(stage, standing) } : body;
    }
    case 'work': {
      const body = state.screen(viewOf(stage, standing, texts, state.answers ?? {}));
      return body.kind === 'busy' ? { ...body, slow: standing.slow } : body;
    }
    case 'fail':
      return failureBody(stage, standing, state);
    case 'decide':
      throw new Error(`"${standing.node.key}" decides and shows nothing`);
    default:
      return state satisfies never;
  }
}

function bodyOf(stage: Stage, standing: Standing): ScreenBody {
  const { texts } = stage.world;
  switch (standing.node.node) {
    case 'attract':
    case 'wiped':
    case 'decide':
      return openingBody(stage);
    case 'menu':
      return menuBody(stage);
    case 'farewell':
      return { kind: 'farewell', title: texts.farewell.title, paragraphs: [texts.farewell.text] };
    case 'ask':
    case 'work':
    case 'fail':
      return stepBody(stage, standing);
    default:
      return standing.node.node satisfies never;
  }
}

function idleWarning({ clock }: VisitWorld, { warnedUntil }: VisitContext): Screen['idleWarning'] {
  return warnedUntil === null ? null : { secondsLeft: Math.max(0, Math.ceil((warnedUntil - clock.now()) / 1000)) };
}

export function paintScreen(stage: Stage, standing: Standing): Screen {
  const { context, node, visit } = standing;
  return {
    id: `${visit}-${context.page}`,
    modes: context.modes,
    service: context.errand.service === '' ? null : context.errand.serviceTitle,
    allows: node.allows,
    help: context.help,
    idleWarning: idleWarning(stage.world, context),
    body: bodyOf(stage, standing),
  };
}
