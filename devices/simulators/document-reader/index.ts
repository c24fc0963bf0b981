/** The door of the simulated reader of passports and travel cards: sends the lines of what is laid on it over a pseudo-terminal or TCP. */
import { codeSuffixes, type CodeSuffix } from '../code-scanner/index.ts';
import type { PeerOutcome, WireEnd } from '../wires/index.ts';
import { createSpeakingPeer, type SpeakingPeer } from '../wires/speaking-peer.ts';
import { documentNamed, specimenNamed, specimenNames } from './document-names.ts';
import { issueZone, specimens } from './mrz-issuer.ts';

export { documentNames } from './document-names.ts';
export { specimens, writeZone, type ZoneFields, type ZoneFormat } from './mrz-issuer.ts';

/** How a reader, its line or the document on it can be unwell. One at a time. */
export const documentReaderFaults = ['misread', 'lineLost', 'endLost', 'splitBytes', 'garbage'] as const;
export type DocumentReaderFault = (typeof documentReaderFaults)[number];

/** Presented to it: the lines of a document's machine-readable zone. */
export type DocumentReaderPeer = SpeakingPeer<readonly string[], DocumentReaderFault>;

/** The lines of the document of that name; null where there is none. */
export function zoneOf(name: string): readonly string[] | null {
  const specimen = specimenNamed(name);
  if (specimen) return specimens[specimenNames[specimen]];
  const named = documentNamed(name);
  return named && issueZone(named.person, named.document);
}

/** Plugs a reader in, with nothing on it; it sends CR LF behind a line where nothing else is said. Let go of it by `unplug`. */
export function createDocumentReaderPeer({ suffix = 'crlf', ...where }: WireEnd & { readonly suffix?: CodeSuffix }): Promise<PeerOutcome<DocumentReaderPeer>> {
  return createSpeakingPeer(where, (lines, fault) => spoil(lines, codeSuffixes[suffix], fault));
}

function spoil(zone: readonly string[], end: string, fault: DocumentReaderFault | null): Buffer[] {
  const wire = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => line + end).join(''), 'latin1');
  switch (fault) {
    case null:
      return [wire(zone)];
    case 'misread':
      // The classic: a digit taken for its neighbour.
      return [wire(zone.map((line) => line.replace('8', '3')))];
    case 'lineLost':
      return [wire(zone.slice(1))];
    case 'endLost':
      return [wire(zone.slice(0, -1))];
    case 'splitBytes':
      return [...wire(zone)].map((byte) => Buffer.of(byte));
    case 'garbage':
      return [Buffer.from('\u0000\u00ff???\r\n', 'latin1'), wire(zone)];
  }
}
