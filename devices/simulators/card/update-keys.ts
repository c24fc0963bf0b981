/** Which key lets which file be rewritten, and under which identifier it is proven; the identifiers are this simulator's own, since none is published. */
import type { ApplicationName } from '../../card-reader/contract.ts';

/** Number of the update key by file (UK4DF01 → 4), as tables 3–9 of the V2.0 notice have it; SSSE has one. */
const updateKeyNumbers: Readonly<Record<ApplicationName, Readonly<Record<number, number>>>> = {
  SSSE: { 0xef05: 1, 0xef06: 1, 0xef07: 1, 0xef08: 1 },
  DF01: { 0xef05: 1, 0xef06: 4, 0xef07: 2, 0xef08: 3, 0xef09: 2, 0xef0a: 5, 0xef15: 6 },
  DF02: { 0xef06: 2, 0xef07: 3 },
  DF03: { 0xef05: 1, 0xef06: 2, 0xef07: 3, 0xef15: 4, 0xef17: 6, 0xef19: 8 },
  // Medical transactions (EF08) are not rewritten.
  DF04: { 0xef05: 1 },
};

const firstKeyIds: Readonly<Record<ApplicationName, number>> = { SSSE: 0x80, DF01: 0x90, DF02: 0xa0, DF03: 0xb0, DF04: 0xc0 };

/** Null where the file is not rewritten. */
export function updateKeyIdOf(application: ApplicationName, fileId: number): number | null {
  const number = updateKeyNumbers[application][fileId];
  return number === undefined ? null : firstKeyIds[application] + number;
}

/** Every identifier there is. */
export const updateKeyIds: readonly number[] = (Object.keys(updateKeyNumbers) as ApplicationName[])
  .flatMap((application) => Object.values(updateKeyNumbers[application]).map((number) => firstKeyIds[application] + number));
