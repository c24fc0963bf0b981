/** One HTTP exchange that always ends: within its deadline, at its caller's wish, and within a size. */
import type { Clock } from '../../../../devices/clock.ts';
import type { CallOptions, PlatformProblem } from '../port.ts';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or its bytes where it holds what is to be zeroed afterwards; null for none. */
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** Largest answer accepted, in bytes. */
  readonly maxAnswerBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower case, without parameters; empty where the answer names none. */
  readonly mediaType: string;
  readonly body: Uint8Array;
}

export type ExchangeOutcome = { readonly ok: true; readonly value: HttpAnswer } | { readonly ok: false; readonly problem: PlatformProblem };

class AnswerTooLarge extends Error {}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends and reads the whole answer. Redirects are not followed. Failures: `unreachable`, `timeOut`, `canceled`, `invalidAnswer` (too large). */
export async function exchange(clock: Clock, request: ExchangeRequest, options: CallOptions): Promise<ExchangeOutcome> {
  if (options.signal?.aborted) return { ok: false, problem: { kind: 'canceled' } };
  const abort = new AbortController();
  let ending: 'timeOut' | 'canceled' | null = null;
  const end = (kind: 'timeOut' | 'canceled'): void => {
    ending ??= kind;
    abort.abort();
  };
  const onCancel = (): void => end('canceled');
  const timer = clock.after(options.deadlineMs, () => end('timeOut'));
  options.signal?.addEventListener('abort', onCancel, { once: true });
  try {
    const response = await fetch(request.url, {
      method: request.method, headers: request.headers, body: request.body, redirect: 'error', signal: abort.signal,
    });
    const mediaType = (response.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
    return { ok: true, value: { status: response.status, mediaType, body: await readCapped(response, request.maxAnswerBytes) } };
  } catch (error) {
    if (ending) return { ok: false, problem: { kind: ending } };
    return { ok: false, problem: { kind: error instanceof AnswerTooLarge ? 'invalidAnswer' : 'unreachable' } };
  } finally {
    clock.clear(timer);
    options.signal?.removeEventListener('abort', onCancel);
  }
}
