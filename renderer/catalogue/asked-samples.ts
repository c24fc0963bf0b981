/** The question whether somebody is still there, over each kind of page over which the core asks it (a test holds this list against the core). */
import { catalogue } from './catalogue.ts';
import type { Sample } from './sample.ts';

const pages = ['menu', 'consent', 'present-either', 'information-due', 'pin', 'entry-text', 'review', 'result-accepted', 'rating', 'failure-longest'] as const;

function askedOver(name: (typeof pages)[number]): Sample {
  const page = catalogue.find((sample) => sample.name === name);
  if (!page) throw new Error(`there is no sample ${name}`);
  return { ...page, name: `asked-over-${name}`, idleWarning: { secondsLeft: 27 } };
}

export const askedSamples: readonly Sample[] = pages.map(askedOver);
