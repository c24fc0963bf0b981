/** Step kind `consent`: a separate, voluntary consent with three choices of equal weight. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { exit, stepKind } from '../step-kind.ts';
import type { Act, AskState } from '../step-kind.ts';
import type { Consent } from '../values.ts';
import type { VisitWorld } from '../world.ts';

const params = z.strictObject({
  /** Version of the notice; kept with the consent. */
  version: z.string().min(1).max(40),
  /** Names of the points of the notice; each has the texts `point.<name>.heading` and `point.<name>.text`. */
  points: z.array(z.string().regex(/^[a-z]+$/)).min(1).max(8),
  /**
   * Those of the points that read otherwise, as `point.<name>.sent`, where a picture of the face is sent to the platform. Without
   * any the notice knows of no sending, and nothing is sent.
   */
  sent: z.array(z.string().regex(/^[a-z]+$/)).max(8).default([]),
}).refine(({ points, sent }) => sent.every((name) => points.includes(name)), 'sent names a point that is none of the points');

/** Whether this notice, on this machine, tells that a picture is sent. */
const tellsOfSending = ({ faceMatching }: VisitWorld, sent: readonly string[]): boolean => faceMatching.engine === 'platform' && sent.length > 0;

export const consent = stepKind({
  kind: 'consent',
  params,
  plan: ({ version, points, sent }) => {
    const given = (world: VisitWorld): Consent => {
      const toldOfSending = tellsOfSending(world, sent);
      return { id: randomUUID(), version: toldOfSending ? `${version}-sent` : version, toldOfSending, at: world.clock.now() };
    };
    const textOf = (point: string, world: VisitWorld): string => `point.${point}.${sent.includes(point) && tellsOfSending(world, sent) ? 'sent' : 'text'}`;
    const agree: Act = {
      writes: ['consent', 'faceConsent'],
      run: ({ world }) => {
        const now = given(world);
        return { consent: now, faceConsent: now };
      },
    };
    const decline: Act = { writes: ['consent'], run: ({ world }) => ({ consent: given(world) }) };
    const ask: AskState = {
      type: 'ask',
      screen: (view) => ({
        kind: 'consent',
        title: view.text('title'),
        lead: view.text('lead'),
        points: points.map((point) => ({ heading: view.text(`point.${point}.heading`), text: view.text(textOf(point, view.world)) })),
        choices: view.choices,
      }),
      answers: {
        agree: { to: exit('agreed'), weight: 'equal', act: agree },
        'other-way': { to: exit('other-way'), weight: 'equal', act: decline },
        leave: { to: exit('left'), weight: 'equal' },
      },
    };
    return {
      initial: 'ask',
      states: { ask },
      exits: ['agreed', 'other-way', 'left'],
      texts: Object.fromEntries([['title', []], ['lead', []], ...points.flatMap((point) => [[`point.${point}.heading`, []], [`point.${point}.text`, []]]), ...sent.map((point) => [`point.${point}.sent`, []])]),
      reads: [],
      needs: [],
    };
  },
});
