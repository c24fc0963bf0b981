/** For what a test or a bench cannot do without: an outcome that may be a problem, or a throw with that problem. */

type Opening = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** What came of it, where it went well. */
export function orThrow<Outcome extends Opening>(outcome: Outcome): Extract<Outcome, { ok: true }> {
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome as Extract<Outcome, { ok: true }>;
}
