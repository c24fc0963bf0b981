/** Step kind `consent`: a separate, voluntary consent with three choices of equal weight. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { exit, stepKind } from '../step-kind.ts';
import type { Act, AskState } from '../step-kind.ts';
import type { Consent } from '../values.ts';

const params = z.strictObject({
  /** Version of the notice; kept with the consent. */
  version: z.string().min(1).max(40),
  /** Names of the points of the notice; each has the texts `point.<name>.heading` and `point.<name>.text`. */
  points: z.array(z.string().regex(/^[a-z]+$/)).min(1).max(8),
});

export const consent = stepKind({
  kind: 'consent',
  params,
  plan: ({ version, points }) => {
    const given = (at: number): Consent => ({ id: randomUUID(), version, at });
    const agree: Act = {
      writes: ['consent', 'faceConsent'],
      run: ({ world }) => {
        const now = given(world.clock.now());
        return { consent: now, faceConsent: now };
      },
    };
    const decline: Act = { writes: ['consent'], run: ({ world }) => ({ consent: given(world.clock.now()) }) };
    const ask: AskState = {
      type: 'ask',
      screen: (view) => ({
        kind: 'consent',
        title: view.text('title'),
        lead: view.text('lead'),
        points: points.map((point) => ({ heading: view.text(`point.${point}.heading`), text: view.text(`point.${point}.text`) })),
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
      texts: Object.fromEntries([['title', []], ['lead', []], ...points.flatMap((point) => [[`point.${point}.heading`, []], [`point.${point}.text`, []]])]),
      reads: [],
      needs: [],
    };
  },
});
