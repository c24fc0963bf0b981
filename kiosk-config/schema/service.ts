/** A service of the catalogue: one YAML file that lists its steps, their texts and parameters, and where each exit leads. */
import * as z from 'zod';
import { LocalizedText } from '../../main/contract/index.ts';

const Name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(40);
/** `title`, `choice.agree`, `point.purpose.text`. */
const TextKey = z.string().regex(/^[a-z][a-zA-Z0-9-]*(\.[a-z][a-zA-Z0-9-]*)*$/).max(80);

/** Where the journey ends; every other target is the id of a step. */
export const journeyEnd = 'end';

export const ServiceStep = z.strictObject({
  id: Name.refine((id) => id !== journeyEnd, `"${journeyEnd}" is the end of the journey, not a step`),
  kind: Name,
  /** Checked by the step kind. */
  params: z.record(z.string(), z.unknown()).default({}),
  /** Texts of this step; those not given are the step kind's own (visit-texts.yaml). */
  texts: z.record(TextKey, LocalizedText).default({}),
  /** Exit of the step kind → id of the next step, or `end`. */
  exits: z.record(Name, Name),
  /** Step to which "back" leads; absent: no way back (the first step leads back to the menu). */
  back: Name.optional(),
});
export type ServiceStep = z.infer<typeof ServiceStep>;

export const Service = z.strictObject({
  id: Name,
  title: LocalizedText,
  summary: LocalizedText,
  /** A name from the page's icon table. */
  icon: z.string().min(1).max(40),
  /** The journey begins with the first. */
  steps: z.array(ServiceStep).min(1).max(40),
});
export type Service = z.infer<typeof Service>;
