/** How fast frames of the SAM_V protocol are decoded: the largest reply, as it comes over a serial line, and the same amid garbage. */
import { createFrameDecoder } from '../../../devices/id-scanner/frame-codec.ts';
import { encodeReply } from '../../../devices/id-scanner/sam-v-codec.ts';
import { percentile } from '../percentiles.ts';
import type { Measurement } from '../table.ts';

/** Text, photograph and fingerprints with their lengths: the largest reply there is. */
const largestPayload = Buffer.alloc(2310, 0x5a);
/** As a driver of a serial port hands them over. */
const pieceBytes = 64;
const framesARound = 200;
const rounds = 15;

function piecesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) => bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes));
}

/** Milliseconds a frame, one sample a round; throws where a frame was lost, for then nothing was measured. */
function decodeRounds(before: Uint8Array): number[] {
  const reply = Buffer.concat([before, encodeReply('ok', largestPayload)]);
  const pieces = piecesOf(reply);
  return Array.from({ length: rounds }, () => {
    const decoder = createFrameDecoder();
    let frames = 0;
    const began = performance.now();
    for (let frame = 0; frame < framesARound; frame++) {
      for (const piece of pieces) frames += decoder.push(piece).filter(({ kind }) => kind === 'frame').length;
    }
    const took = performance.now() - began;
    if (frames !== framesARound) throw new Error(`${frames} of ${framesARound} frames were decoded`);
    return took / framesARound;
  });
}

const perSecond = (samples: readonly number[]): string => {
  const median = percentile(samples, 0.5) ?? Number.NaN;
  return `${Math.round(1000 / median).toLocaleString('en')} frames a second at the median; a line of 115,200 baud brings 5`;
};

export async function measureCodecRate(): Promise<readonly Measurement[]> {
  // The first rounds are the compiler's.
  decodeRounds(new Uint8Array());
  const clean = decodeRounds(new Uint8Array());
  const garbled = decodeRounds(Buffer.alloc(256, 0x13));
  return [
    { name: 'decoding a SAM_V frame of 2,321 bytes', samples: clean, note: perSecond(clean) },
    { name: '  the same behind 256 bytes of garbage', samples: garbled, note: perSecond(garbled) },
  ];
}
