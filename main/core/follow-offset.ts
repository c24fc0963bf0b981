/**
 * Follows the offset that a training session sets through a local socket (NDJSON, `{ "offsetMs": n }`), so that a
 * trainer or a test need not wait for an idle warning. A lost socket leaves the offset as it was.
 */
import { connect, type Socket } from 'node:net';
import * as z from 'zod';
import type { AdjustableClock } from '../../devices/adjustable-clock.ts';

const maxLineBytes = 1024;
const reconnectMs = 500;
const OffsetMessage = z.strictObject({ offsetMs: z.number().min(0).max(366 * 86_400_000) });

/** Follows the offset told on the socket at `path` until closed. Returns how to let go. */
export function followOffset(clock: AdjustableClock, path: string): () => void {
  let socket: Socket | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const open = (): void => {
    let buffered = '';
    socket = connect(path);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffered += chunk;
      const lines = buffered.split('\n');
      buffered = lines.pop() ?? '';
      for (const line of lines) acceptLine(clock, line);
      if (buffered.length > maxLineBytes) socket?.destroy();
    });
    socket.on('error', () => socket?.destroy());
    socket.on('close', () => {
      if (!closed) retry = setTimeout(open, reconnectMs);
    });
  };
  open();

  return () => {
    closed = true;
    if (retry) clearTimeout(retry);
    socket?.destroy();
  };
}

function acceptLine(clock: AdjustableClock, line: string): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return;
  }
  const message = OffsetMessage.safeParse(value);
  if (message.success) clock.setOffset(message.data.offsetMs);
}
