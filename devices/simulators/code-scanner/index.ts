/** The door of the simulated code scanner: a module that sends what is held before it over a pseudo-terminal or TCP. */
import iconv from 'iconv-lite';
import type { LineEncoding } from '../../lines/index.ts';
import type { PeerOutcome, WireEnd } from '../wires/index.ts';
import { createSpeakingPeer, type SpeakingPeer } from '../wires/speaking-peer.ts';

/** How a module can be unwell. One at a time. */
export const codeScannerFaults = ['repeats', 'splitBytes', 'suffixLost', 'controlCharacters', 'endless', 'wrongSpeed'] as const;
export type CodeScannerFault = (typeof codeScannerFaults)[number];

/** What the module is set up to send behind a code. */
export const codeSuffixes = { cr: '\r', lf: '\n', crlf: '\r\n', tab: '\t', 'enter-tab': '\r\n\t', none: '' } as const;
export type CodeSuffix = keyof typeof codeSuffixes;

export const codeSuffixNames = Object.keys(codeSuffixes) as readonly CodeSuffix[];

export type CodeScannerPeerOptions = WireEnd & { readonly suffix?: CodeSuffix; readonly encoding?: LineEncoding };

/** Presented to it: the content of a code held before the lens. */
export type CodeScannerPeer = SpeakingPeer<string, CodeScannerFault>;

const timesRepeated = 3;
/** Twice what a host may take for one code. */
const endlessBytes = 8192;

/** Plugs a module in; it sends CR LF behind a code and UTF-8 where nothing else is said. Let go of it by `unplug`. */
export function createCodeScannerPeer({ suffix = 'crlf', encoding = 'utf-8', ...where }: CodeScannerPeerOptions): Promise<PeerOutcome<CodeScannerPeer>> {
  const end = Buffer.from(codeSuffixes[suffix]);
  return createSpeakingPeer(where, (content, fault) => spoil(iconv.encode(content, encoding), end, fault));
}

/** What the module and its line make of a code. */
function spoil(code: Buffer, end: Buffer, fault: CodeScannerFault | null): Buffer[] {
  const whole = Buffer.concat([code, end]);
  switch (fault) {
    case null:
      return [whole];
    case 'repeats':
      return Array.from({ length: timesRepeated }, () => whole);
    case 'splitBytes':
      return [...whole].map((byte) => Buffer.of(byte));
    case 'suffixLost':
      return [code];
    case 'controlCharacters':
      return [Buffer.concat([Buffer.of(0x02), code, Buffer.of(0x03), end])];
    case 'endless':
      return [Buffer.alloc(endlessBytes, 'x')];
    case 'wrongSpeed':
      return [Buffer.concat([Buffer.from(code.map((byte) => byte | 0x80)), Buffer.of(0xff), end])];
  }
}
