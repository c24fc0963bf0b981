/** Has chip photographs decoded by the platform: for a kiosk whose maker gives no decoder to run beside it. */
import { isChipBitmap, type PhotoDecoder, type PhotoProblem } from '../../../devices/id-scanner/index.ts';
import type { PlatformPort, PlatformProblem } from './port.ts';

/** Milliseconds for the whole exchange. */
const decodeWithinMs = 5000;

/** Believes only a true bitmap no larger than a photograph; a platform that cannot be reached is a decoder that is missing. */
export function platformDecoder(platform: Pick<PlatformPort, 'decodePhoto'>): PhotoDecoder {
  return {
    async decode(wlt, signal) {
      const answer = await platform.decodePhoto(wlt, { deadlineMs: decodeWithinMs, signal });
      if (!answer.ok) return { ok: false, problem: problemOf(answer.problem.kind) };
      return answer.value && isChipBitmap(answer.value.reveal()) ? { ok: true, bitmap: answer.value } : { ok: false, problem: 'noBitmap' };
    },
  };
}

function problemOf(kind: PlatformProblem['kind']): PhotoProblem {
  switch (kind) {
    case 'unreachable':
      return 'decoderMissing';
    case 'refused':
      return 'decoderFailed';
    case 'timeOut':
    case 'canceled':
      return kind;
    case 'invalidAnswer':
      return 'noBitmap';
    default:
      return kind satisfies never;
  }
}
