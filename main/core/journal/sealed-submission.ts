/** What of a submission is sealed, and how it is written and read back. */
import * as z from 'zod';
import { Personal } from '../../../devices/personal.ts';
import { parseJson } from '../../contract/index.ts';
import type { PlatformSubmission } from '../platform/port.ts';

const SealedSubmission = z.strictObject({
  operation: z.string(),
  person: z.strictObject({ socialSecurityNumber: z.string(), name: z.string() }),
  content: z.record(z.string(), z.unknown()),
  terminal: z.string(),
  madeAt: z.string(),
});

/** The text to seal; the id is not in it, the seal is bound to it. */
export function writeSubmission({ operation, person, content, terminal, madeAt }: PlatformSubmission): string {
  const plain: z.infer<typeof SealedSubmission> = {
    operation,
    person: { socialSecurityNumber: person.socialSecurityNumber.reveal(), name: person.name.reveal() },
    content: content.reveal(),
    terminal,
    madeAt,
  };
  return JSON.stringify(plain);
}

/** Null where the text is not what `writeSubmission` writes. */
export function readSubmission(id: string, text: string): PlatformSubmission | null {
  const parsed = SealedSubmission.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { operation, person, content, terminal, madeAt } = parsed.data;
  return {
    id,
    operation,
    person: { socialSecurityNumber: new Personal(person.socialSecurityNumber), name: new Personal(person.name) },
    content: new Personal(content),
    terminal,
    madeAt,
  };
}
