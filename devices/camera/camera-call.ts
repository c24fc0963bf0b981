/** How long a procedure over several camera commands may go on, and whether it was called off. */
export interface CallTime {
  /** Milliseconds left, at least 1. */
  left(): number;
  readonly signal: AbortSignal;
}

/** What `execute` asks for. */
export const within = ({ left, signal }: CallTime): { readonly deadlineMs: number; readonly signal: AbortSignal } => ({ deadlineMs: left(), signal });
