/** Step kind `choose-way`: ways to be verified other than by face, all of them as good as each other. */
import * as z from 'zod';
import { exit, stepKind } from '../step-kind.ts';
import type { Answer } from '../step-kind.ts';
import { information } from './paint.ts';

const params = z.strictObject({ ways: z.array(z.enum(['pin', 'co-sign'])).min(1) });

const answers: Readonly<Record<'pin' | 'co-sign', Answer>> = {
  /** Only a card that was read has a PIN to ask for. */
  pin: { to: exit('pin'), weight: 'equal', hinted: true, when: 'card' },
  'co-sign': { to: exit('co-sign'), weight: 'equal', hinted: true },
};

export const chooseWay = stepKind({
  kind: 'choose-way',
  params,
  plan: ({ ways }) => ({
    initial: 'ask',
    states: {
      ask: {
        type: 'ask',
        screen: (view) => information(view, 'neutral', [view.text('text')]),
        answers: Object.fromEntries(ways.map((way) => [way, answers[way]])),
      },
    },
    exits: ways,
    texts: { title: [], text: [] },
    reads: ['identity'],
    needs: [],
    holdsCard: true,
  }),
});
