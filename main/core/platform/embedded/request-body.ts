/** Reads the JSON body of a request to the hall, and stops reading where it grows too large. */
import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';

export type BodyOutcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly status: 400 | 413 | 415 };

async function readText(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop must not destroy the request: its socket still has to carry the 413.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The validated body; 415 where it is not JSON by its type, 413 where too large, 400 where it does not fit the schema. */
export async function readBody<Schema extends z.ZodType>(request: IncomingMessage, schema: Schema, maxBytes: number): Promise<BodyOutcome<z.infer<Schema>>> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) return { ok: false, status: 415 };
  const text = await readText(request, maxBytes);
  if (text === null) return { ok: false, status: 413 };
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, status: 400 };
  } catch {
    return { ok: false, status: 400 };
  }
}
