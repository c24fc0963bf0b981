/**
 * Proves a service before the kiosk opens: from everywhere home is reached by the person and by doing nothing, whatever
 * devices and platform do; nothing is submitted unconfirmed or twice; nothing personal stands outside a journey; every step can be reached.
 */
import { createMachine } from 'xstate';
import type { VisitChart } from '../visit/compose.ts';
import type { ServicePlan } from '../visit/service-plan.ts';
import type { Mark } from '../visit/values.ts';
import { storyOf, walkVisit } from './walk.ts';
import type { Situation, Step, Walk } from './walk.ts';

/** What is wrong with a service, and the shortest way to see it. */
export interface Flaw {
  readonly problem: string;
  /** What was done and what happened, in order; empty where no walk leads to it. */
  readonly story: readonly string[];
}

const flawAt = (situation: Situation, problem: string): Flaw => ({ problem, story: storyOf(situation) });

const isHome = ({ meta }: Situation): boolean => meta.node === 'wiped' || meta.node === 'attract';

/** What a step needs of the visit must be there whenever the step is. */
function unread({ situations, book }: Walk): readonly Flaw[] {
  return situations.flatMap((situation) => {
    const missing = situation.meta.reads.find((mark) => !book.has(situation.held, mark));
    return missing === undefined ? [] : [flawAt(situation, `step "${situation.meta.step}" needs ${missing}, which is not there`)];
  });
}

/** A touch on the screen, as against a card put in or an answer that came. */
const isOwnHand = (event: string): boolean => event.startsWith('choose.') || event === 'person.rate';

function submittedWrongly({ situations, stepsFrom, book }: Walk): readonly Flaw[] {
  const acts = situations.flatMap((situation) => (situation.meta.submits ? [{ situation, ...situation.meta.submits }] : []));
  const confirmations = new Set<Mark>(acts.map(({ confirmedBy }) => confirmedBy));
  const unconfirmed = acts
    .filter(({ situation, confirmedBy }) => !book.has(situation.held, confirmedBy))
    .map(({ situation, operation }) => flawAt(situation, `"${operation}" is submitted although the person did not confirm it`));
  const twice = acts
    .filter(({ situation, operation }) => book.tookEffect(situation.held, operation))
    .map(({ situation, operation }) => flawAt(situation, `"${operation}" is submitted a second time`));
  const forged = stepsFrom.flat()
    .filter(({ edge, event }) => !isOwnHand(event) && edge.writes.some((mark) => confirmations.has(mark)))
    .map(({ from }) => flawAt(from, 'a confirmation is made without the person'));
  return [...unconfirmed, ...twice, ...forged];
}

/** The first screens and the last are anybody's: nothing of a visit may be there. */
function personalOutside({ situations, book }: Walk): readonly Flaw[] {
  const outside = new Set(['attract', 'menu', 'farewell', 'wiped']);
  return situations.filter(({ meta }) => outside.has(meta.node)).flatMap((situation) => {
    const kept = book.marksIn(situation.held);
    return kept.length === 0 ? [] : [flawAt(situation, `${kept.join(', ')} of the person is kept at "${situation.meta.node}"`)];
  });
}

/**
 * The situations from which home is reached for certain, grown backwards from home: a situation joins when one of its `options` leads,
 * whichever of its steps is taken, to situations that joined before.
 */
function certainOfHome({ situations }: Walk, optionsOf: (situation: Situation) => readonly (readonly Step[])[]): ReadonlySet<Situation> {
  const certain = new Set(situations.filter(isHome));
  const open = new Map(situations.filter((situation) => !certain.has(situation)).map((situation) => [situation, optionsOf(situation)]));
  for (let grew = true; grew; ) {
    const joining = [...open].filter(([, options]) => options.some((steps) => steps.length > 0 && steps.every(({ to }) => certain.has(to))));
    for (const [situation] of joining) {
      certain.add(situation);
      open.delete(situation);
    }
    grew = joining.length > 0;
  }
  return certain;
}

/**
 * Steps that are taken although the person does nothing; what a watch waits for needs the person's hand. None where nothing is sure to
 * come: the world may stay silent, time does not.
 */
function unattended(steps: readonly Step[]): readonly Step[] {
  const possible = steps.filter(({ edge, from, to }) => edge.by !== 'person' && to !== from);
  return possible.some(({ edge }) => edge.by === 'time' || edge.by === 'nobody') ? possible : [];
}

/** Situations from which doing nothing does not lead home: they go round and round by themselves, or nothing ever happens. */
function stuckAlone(walk: Walk): readonly Flaw[] {
  const certain = certainOfHome(walk, ({ id }) => [unattended(walk.stepsFrom[id] ?? [])]);
  return walk.situations
    .filter((situation) => !certain.has(situation))
    .map((situation) => flawAt(situation, `whoever does nothing at "${situation.meta.key}" never gets home`));
}

const isTouch = ({ edge, event }: Step): boolean =>
  edge.by === 'person' && (event.startsWith('choose.') || event === 'person.cancel' || event === 'person.back');

/**
 * Situations from which the person cannot get home by their own doing. A game: the person picks a touch, devices and platform the worst
 * answer. Where nothing can be touched, what happens by itself must lead on.
 */
function stuckTouching(walk: Walk): readonly Flaw[] {
  const certain = certainOfHome(walk, ({ id, meta }) => {
    const steps = walk.stepsFrom[id] ?? [];
    const touches = [...Map.groupBy(steps.filter(isTouch), ({ event }) => event).values()];
    return meta.node === 'work' || meta.node === 'decide' ? [...touches, unattended(steps)] : touches;
  });
  return walk.situations
    .filter((situation) => !certain.has(situation))
    .map((situation) => flawAt(situation, `the person cannot get home from "${situation.meta.key}"`));
}

function unreachable({ situations }: Walk, { steps }: ServicePlan): readonly Flaw[] {
  const reached = new Set(situations.map(({ meta }) => meta.step));
  return steps.filter(({ id }) => !reached.has(id)).map(({ id }) => ({ problem: `nobody can ever reach step "${id}"`, story: [] }));
}

/** Everything that is wrong with a service; empty where it may open. The chart is that of visits with this service alone. */
export function proveService(plan: ServicePlan, { root }: VisitChart): readonly Flaw[] {
  const walk = walkVisit(createMachine({ ...(root as object), id: 'visit' }));
  const flaws = [...unread(walk), ...submittedWrongly(walk), ...personalOutside(walk), ...stuckAlone(walk), ...stuckTouching(walk), ...unreachable(walk, plan)];
  // The walk finds the shortest ways first: one story for each problem is enough.
  return [...new Map(flaws.toReversed().map((flaw) => [flaw.problem, flaw])).values()].reverse();
}
