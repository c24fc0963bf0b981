/**
 * Proves a service before the kiosk opens: from everywhere home is reached by the person and by doing nothing, whatever
 * devices and platform do; nothing is submitted unconfirmed or twice; nothing personal stands outside a journey; every step can be reached.
 */
import { createMachine } from 'xstate';
import type { VisitChart } from '../visit/compose.ts';
import type { ServicePlan } from '../visit/service-plan.ts';
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
function unread({ situations }: Walk): readonly Flaw[] {
  return situations.flatMap((situation) => {
    const missing = situation.meta.reads.find((mark) => !situation.marks.has(mark));
    return missing === undefined ? [] : [flawAt(situation, `step "${situation.meta.step}" needs ${missing}, which is not there`)];
  });
}

function submittedWrongly({ situations, stepsFrom }: Walk): readonly Flaw[] {
  const submitting = situations.filter(({ meta }) => meta.submits !== null);
  const confirmations = new Set(submitting.flatMap(({ meta }) => (meta.submits ? [meta.submits.confirmedBy] : [])));
  const unconfirmed = submitting
    .filter(({ meta, marks }) => meta.submits && !marks.has(meta.submits.confirmedBy))
    .map((situation) => flawAt(situation, `"${situation.meta.submits?.operation}" is submitted although the person did not confirm it`));
  const twice = submitting
    .filter(({ meta, submitted }) => meta.submits && submitted.has(meta.submits.operation))
    .map((situation) => flawAt(situation, `"${situation.meta.submits?.operation}" is submitted a second time`));
  const forged = [...stepsFrom.values()].flat()
    .filter(({ edge }) => edge.by !== 'person' && edge.writes.some((mark) => confirmations.has(mark as never)))
    .map(({ from }) => flawAt(from, 'a confirmation is made without the person'));
  return [...unconfirmed, ...twice, ...forged];
}

/** The first screens and the last are anybody's: nothing of a visit may be there. */
function personalOutside({ situations }: Walk): readonly Flaw[] {
  const outside = new Set(['attract', 'menu', 'farewell', 'wiped']);
  return situations
    .filter(({ meta, marks }) => outside.has(meta.node) && marks.size > 0)
    .map((situation) => flawAt(situation, `${[...situation.marks].join(', ')} of the person is kept at "${situation.meta.node}"`));
}

/** Steps that happen although the person does nothing. What a watch waits for needs the person's hand. */
function unattended(situation: Situation, { stepsFrom }: Walk): readonly Step[] {
  return (stepsFrom.get(situation.id) ?? []).filter(({ edge, to }) => edge.by !== 'person' && to !== situation);
}

/** Situations from which doing nothing does not reach home: they loop by themselves, or nothing ever happens. */
function stuckAlone(walk: Walk): readonly Flaw[] {
  const safe = new Set(walk.situations.filter(isHome).map(({ id }) => id));
  for (let grew = true; grew; ) {
    const next = walk.situations.filter((situation) => {
      const steps = unattended(situation, walk);
      return !safe.has(situation.id) && steps.length > 0 && steps.every(({ to }) => safe.has(to.id));
    });
    for (const { id } of next) safe.add(id);
    grew = next.length > 0;
  }
  return walk.situations.filter(({ id }) => !safe.has(id)).map((situation) => flawAt(situation, `whoever does nothing at "${situation.meta.key}" never gets home`));
}

/**
 * Situations from which the person cannot get home by their own doing. A game: the person picks one touch, devices and platform pick the
 * worst answer; a touch whose edge depends on what only the visit knows must lead home on every such edge.
 */
function stuckTouching(walk: Walk): readonly Flaw[] {
  const winning = new Set(walk.situations.filter(isHome).map(({ id }) => id));
  const wins = (steps: readonly Step[]): boolean => steps.length > 0 && steps.every(({ to }) => winning.has(to.id));
  for (let grew = true; grew; ) {
    const next = walk.situations.filter((situation) => {
      if (winning.has(situation.id)) return false;
      const steps = walk.stepsFrom.get(situation.id) ?? [];
      const touches = Map.groupBy(steps.filter(isTouch), ({ event }) => event);
      const answers = steps.filter(({ edge, to }) => edge.by !== 'person' && to !== situation);
      const waits = situation.meta.node === 'work' || situation.meta.node === 'decide';
      return [...touches.values()].some(wins) || (waits && wins(answers));
    });
    for (const { id } of next) winning.add(id);
    grew = next.length > 0;
  }
  return walk.situations.filter(({ id }) => !winning.has(id)).map((situation) => flawAt(situation, `the person cannot get home from "${situation.meta.key}"`));
}

const isTouch = ({ edge, event }: Step): boolean => edge.by === 'person' && (event.startsWith('choose.') || event === 'person.cancel' || event === 'person.back');

function unreachable({ situations }: Walk, { steps }: ServicePlan): readonly Flaw[] {
  const reached = new Set(situations.map(({ meta }) => meta.step));
  return steps.filter(({ id }) => !reached.has(id)).map(({ id }) => ({ problem: `nobody can ever reach step "${id}"`, story: [] }));
}

/** Everything that is wrong with a service; empty where it may open. The chart is that of visits with this service alone. */
export function proveService(plan: ServicePlan, { root }: VisitChart): readonly Flaw[] {
  const walk = walkVisit(createMachine({ ...(root as object), id: 'visit' }));
  return [...unread(walk), ...submittedWrongly(walk), ...personalOutside(walk), ...stuckAlone(walk), ...stuckTouching(walk), ...unreachable(walk, plan)];
}
