/**
 * Runs the simulated reader of passports and travel cards by itself, for other people's software to talk to:
 * `npm run simulate -- document --document anna-passport --link /tmp/documentreader` (or `--port 9250` for TCP). It sends when something is laid down;
 * `--suffix` says what it sends behind each line.
 */
import { parseArgs } from 'node:util';
import { codeSuffixNames } from '../code-scanner/index.ts';
import { oneOf } from '../command-line.ts';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { createDocumentReaderPeer, documentNames, documentReaderFaults, zoneOf, type DocumentReaderPeer } from './index.ts';

function lay(peer: DocumentReaderPeer, name: string): string {
  const lines = zoneOf(name);
  if (!lines) return `there is no document ${name}`;
  peer.present(lines);
  return `${name} was read`;
}

const { values } = parseArgs({ options: { ...wireOptions, document: { type: 'string' }, suffix: { type: 'string', default: 'crlf' } } });
const suffix = oneOf('--suffix', codeSuffixNames, values.suffix);
await runPeerProgram({
  title: 'Reader of machine-readable zones',
  faults: documentReaderFaults,
  verbs: { lay: { usage: 'lay <document>', obey: lay } },
  values: `Documents: ${documentNames.join(', ')} (the specimens are those of ICAO 9303)`,
  open: () => createDocumentReaderPeer({ ...wireEndOf(values, '/tmp/documentreader'), suffix }),
  begin: (peer) => (values.document === undefined ? null : lay(peer, values.document)),
});
