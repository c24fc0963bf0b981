/**
 * Decodes a chip's photograph. Its coding (WLT) is closed: only makers' libraries know it, so a small program around one of
 * them does the work, outside of this process and under a limit of time and size; or whoever else is given as the decoder.
 */
import { spawn } from 'node:child_process';
import type { Clock } from '../clock.ts';
import { Personal } from '../personal.ts';

export type PhotoProblem = 'decoderMissing' | 'decoderFailed' | 'timeOut' | 'canceled' | 'noBitmap';
export type DecodedPhoto = { readonly ok: true; readonly bitmap: Personal<Uint8Array> } | { readonly ok: false; readonly problem: PhotoProblem };

export interface PhotoDecoder {
  /** A 24-bit BMP (102 × 126 from the published decoders). Never rejects; ends at once when the signal aborts. */
  decode(wlt: Personal<Uint8Array>, signal: AbortSignal): Promise<DecodedPhoto>;
}

interface ProgramDecoderOptions {
  /** Takes the block on its standard input and gives the bitmap on its standard output. */
  readonly program: string;
  readonly args: readonly string[];
  readonly clock: Clock;
}

const decodeWithinMs = 3000;
/** The published decoders give 38,862 bytes. */
const largestBitmap = 256 * 1024;
const longestEdge = 1024;

export function programDecoder({ program, args, clock }: ProgramDecoderOptions): PhotoDecoder {
  return {
    decode: (wlt, signal) => new Promise((resolve) => {
      if (signal.aborted) {
        resolve({ ok: false, problem: 'canceled' });
        return;
      }
      // Nothing of our own surroundings: what the program needs, its arguments say.
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
      const pieces: Buffer[] = [];
      let size = 0;
      const hold = (piece: Buffer): void => {
        pieces.push(piece);
        size += piece.length;
        if (size > largestBitmap) fail('noBitmap');
      };
      const end = (outcome: DecodedPhoto): void => {
        clock.clear(timer);
        signal.removeEventListener('abort', cancel);
        // What it still has to say is nobody's.
        child.stdout.off('data', hold).destroy();
        child.kill('SIGKILL');
        for (const piece of pieces.splice(0)) piece.fill(0);
        resolve(outcome);
      };
      const fail = (problem: PhotoProblem): void => end({ ok: false, problem });
      const cancel = (): void => fail('canceled');
      const timer = clock.after(decodeWithinMs, () => fail('timeOut'));
      signal.addEventListener('abort', cancel, { once: true });
      child.once('error', () => fail('decoderMissing'));
      child.stdin.on('error', () => undefined);
      child.stdin.end(wlt.reveal());
      child.stdout.on('data', hold);
      child.once('close', (code) => {
        const bitmap = Uint8Array.from(Buffer.concat(pieces));
        if (code !== 0) fail('decoderFailed');
        else if (isChipBitmap(bitmap)) end({ ok: true, bitmap: new Personal(bitmap) });
        else fail('noBitmap');
      });
    }),
  };
}

/** A 24-bit BMP that is no larger than a photograph and whose header is true; a row of its pixels is padded to four bytes. */
export function isChipBitmap(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 54 || view.toString('latin1', 0, 2) !== 'BM' || view.readUInt32LE(2) !== view.length) return false;
  const [start, width, height, bits] = [view.readUInt32LE(10), view.readInt32LE(18), Math.abs(view.readInt32LE(22)), view.readUInt16LE(28)];
  if (bits !== 24 || width < 1 || height < 1 || width > longestEdge || height > longestEdge) return false;
  return start >= 54 && view.length >= start + Math.ceil((width * 3) / 4) * 4 * height;
}
