/** SAM_V messages in words for a technician's eyes. Of what a module sends, only its own identity is shown; documents by their length. */
import { masked } from '../masked.ts';
import { createFrameDecoder } from './frame-codec.ts';
import { formatSamId, readReply, readRequest, type SamCommand } from './sam-v-codec.ts';

interface SamVTrace {
  /** Takes bytes however they were cut; gives a line for each message they complete. */
  toDevice(bytes: Uint8Array): string[];
  fromDevice(bytes: Uint8Array): string[];
}

export function createSamVTrace(): SamVTrace {
  const requests = createFrameDecoder();
  const replies = createFrameDecoder();
  let asked: SamCommand | null = null;

  const requestLine = (payload: Uint8Array): string => {
    const request = readRequest(payload);
    asked = request?.kind === 'command' ? request.command : null;
    if (!request) return `unknown request${masked(payload.length)}`;
    return request.kind === 'setBaud' ? `setBaud ${request.baud}` : `${request.command}${masked(request.data.length)}`;
  };
  const replyLine = (payload: Uint8Array): string => {
    const reply = readReply(payload);
    if (!reply) return `no reply${masked(payload.length)}`;
    const samId = asked === 'readSamId' ? formatSamId(reply.data) : null;
    return `${reply.status ?? 'unknown status'}${samId ? ` ${samId}` : masked(reply.data.length)}`;
  };
  const linesOf = (decoder: typeof requests, line: (payload: Uint8Array) => string) => (bytes: Uint8Array): string[] =>
    decoder.push(bytes).map((decoded) => (decoded.kind === 'frame' ? line(decoded.payload) : `damaged frame: ${decoded.why}`));

  const readReplies = linesOf(replies, replyLine);
  const readRequests = linesOf(requests, requestLine);
  return {
    toDevice(bytes) {
      // As the driver does: what is half received belongs to the question before.
      replies.clear();
      return readRequests(bytes);
    },
    fromDevice: readReplies,
  };
}
