/** Step kind `identify`: the person presents one of the tokens that the service accepts; card and ID card may both come, of one and the same person. */
import * as z from 'zod';
import type { ScreenBodyOf } from '../../../contract/index.ts';
import type { Effect, Progress } from '../effect.ts';
import { cardStanding } from '../failures/card.ts';
import { platformFailure, platformFailures, platformInvalidAnswer, platformSlow } from '../failures/platform.ts';
import { exit, running, stepKind, to } from '../step-kind.ts';
import type { Act, AskState, StepState, View } from '../step-kind.ts';
import type { VisitNotes } from '../values.ts';
import { busy, shownName, shownNumber } from './paint.ts';
import type { ExpiredCards } from './read-card.ts';
import { acceptedTokens, deviceOf, presentable, readFirstToken, readFurtherToken } from './read-token.ts';
import type { Accepted } from './read-token.ts';

const params = z.strictObject({
  accepts: z.array(z.enum(acceptedTokens)).min(1),
  /** Whether a card past its date still says who its holder is; regions differ. */
  expiredCards: z.enum(['refuse', 'accept']).default('refuse'),
  /** Query by which the platform says whether a card may be used (outcomes `normal`, `lost`, `cancelled`, `not-enabled`, `unknown`). */
  cardStatus: z.string().optional(),
});

/** What to say where this token alone can be presented. */
const promptAlone: Readonly<Record<Accepted, string>> = {
  'social-security-card': 'prompt.card-only', 'resident-id-card': 'prompt.id-only', passport: 'prompt.passport-only', 'e-card-code': 'prompt.code-only',
};

/** What to say while something is read, and when that takes longer than people expect. */
const readingPrompt = (progress: Progress | null): string => (progress?.['slow'] === true ? 'prompt.still-reading' : 'prompt.reading');

/** What to say while waiting: what can be presented at all, and whether something must be taken away first. */
function waitingPrompt(progress: Progress | null, { notMe }: VisitNotes, usable: readonly Accepted[]): string {
  const phase = progress?.['phase'];
  if (phase === 'reading') return readingPrompt(progress);
  if (phase === 'checking') return progress?.['slow'] === true ? 'prompt.still-checking' : 'prompt.checking';
  // That a card was taken out is seen; of what was laid down nobody can tell.
  if (notMe && phase !== 'waiting') return 'prompt.not-me';
  if (phase === 'take-out') return 'prompt.take-out';
  const [only, ...others] = usable;
  if (only === undefined) return 'prompt.any-way';
  if (others.length === 0) return promptAlone[only];
  return usable.every((token) => token === 'social-security-card' || token === 'resident-id-card') ? 'prompt.waiting' : 'prompt.any-way';
}

function presentBody(view: View, accepts: readonly Accepted[]): ScreenBodyOf<'present'> {
  const phase = view.progress?.['phase'];
  const out = String(view.progress?.['out'] ?? '').split(' ');
  const here = presentable(accepts, view.world);
  const working = here.filter((token) => !out.includes(token));
  const usable = [working, here, accepts].find((tokens) => tokens.length > 0) ?? accepts;
  return {
    kind: 'present', title: view.text('title'), prompt: view.text(waitingPrompt(view.progress, view.notes, usable)), accepts: [...usable],
    phase: phase === 'reading' || phase === 'checking' ? 'reading' : 'waiting', choices: view.choices,
  };
}

/** Asks the platform whether the card that was read may be used. */
const checkCard = (operation: string): Effect<'usable'> => ({
  outcomes: ['usable'],
  fails: [...platformFailures, ...Object.values(cardStanding)],
  late: platformSlow,
  deadlineMs: (kiosk) => kiosk.deadlines.platformSeconds * 1000,
  async run({ world, values: { identity, card }, signal }) {
    if (!identity || !card) return { failure: platformInvalidAnswer };
    const parameters = { cardId: card.cardId.reveal(), cardNumber: card.cardNumber.reveal() };
    const answer = await world.platform.query(operation, identity, parameters, { deadlineMs: world.kiosk.deadlines.platformSeconds * 1000, signal });
    if (!answer.ok) return platformFailure(answer.problem);
    const { outcome } = answer.value;
    if (outcome === 'normal') return { outcome: 'usable' };
    const standing = Object.entries(cardStanding).find(([name]) => name === outcome)?.[1];
    return standing ? { failure: standing, notes: { cardRefused: true } } : { failure: platformInvalidAnswer };
  },
});

function waiting(accepts: readonly Accepted[], expired: ExpiredCards): AskState {
  return {
    type: 'ask',
    screen: (view) => presentBody(view, accepts),
    answers: {},
    meanwhile: running(readFirstToken(accepts, expired), {
      'card-read': { to: to('known'), writes: ['identity', 'card'] },
      'document-read': { to: to('known'), writes: ['identity', 'document'] },
      'code-read': { to: to('known'), writes: ['identity'] },
    }, { retry: to('waiting'), 'other-way': to('waiting') }),
  };
}

/** Forgets who was recognised. Their card counts again only once it was taken out; documents are found again only after that anyway. */
const somebodyElse: Act = {
  writes: [],
  forgets: ['identity'],
  run: () => ({}),
  notes: ({ values }) => (values.card ? { notMe: true, cardRefused: true } : { notMe: true }),
};

/** Shows who was recognised, and lets the person say that it is somebody else; a second card or document may still be added. */
function known(accepts: readonly Accepted[], expired: ExpiredCards): AskState {
  return {
    type: 'ask',
    screen: (view) => ({
      kind: 'information',
      tone: 'success',
      title: view.text('known.title', { name: shownName(view) }),
      paragraphs: [view.text(view.progress?.['phase'] === 'reading' ? readingPrompt(view.progress) : 'known.text')],
      rows: [{ label: view.text('row.idNumber'), value: shownNumber(view) }],
      choices: view.choices,
    }),
    answers: {
      continue: { to: to('standing'), weight: 'primary' },
      'not-me': { to: to('waiting'), weight: 'equal', act: somebodyElse },
    },
    meanwhile: running(readFurtherToken(accepts, expired), {
      'card-read': { to: to('known'), writes: ['card'] },
      'document-read': { to: to('known'), writes: ['document'] },
    }, { retry: to('known'), 'other-way': to('known') }),
  };
}

/** Where the way goes on once the person said yes: a card is checked first, where the service wants it. */
function standing(cardStatus: string | undefined): Readonly<Record<string, StepState>> {
  if (cardStatus === undefined) return { standing: { type: 'decide', filled: 'card', yes: exit('identified'), no: exit('identified') } };
  return {
    standing: { type: 'decide', filled: 'card', yes: to('checking'), no: exit('identified') },
    checking: {
      type: 'work',
      screen: busy,
      ...running(checkCard(cardStatus), { usable: { to: exit('identified') } }, { retry: to('checking'), 'other-way': to('waiting') }),
    },
  };
}

export const identify = stepKind({
  kind: 'identify',
  params,
  plan: ({ accepts, expiredCards, cardStatus }) => ({
    initial: 'waiting',
    states: { waiting: waiting(accepts, expiredCards), known: known(accepts, expiredCards), ...standing(cardStatus) },
    exits: ['identified'],
    texts: {
      title: [], busy: [], 'prompt.waiting': [], 'prompt.card-only': [], 'prompt.id-only': [], 'prompt.passport-only': [], 'prompt.code-only': [],
      'prompt.any-way': [], 'prompt.checking': [], 'prompt.still-checking': [], 'prompt.reading': [], 'prompt.still-reading': [], 'prompt.take-out': [], 'prompt.not-me': [],
      'known.title': ['name'], 'known.text': [], 'row.idNumber': [],
    },
    reads: [],
    needs: [{ anyOf: accepts.map((token) => deviceOf[token]) }, ...(cardStatus === undefined ? [] : (['platform'] as const))],
    essential: true,
  }),
});
