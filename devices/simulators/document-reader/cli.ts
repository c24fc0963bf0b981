/**
 * Runs the simulated reader of passports and travel cards by itself, for other people's software to talk to:
 * `npm run simulate -- document --person anna --link /tmp/documentreader` (or `--port 9250` for TCP). It sends when something is laid down.
 */
import { parseArgs } from 'node:util';
import { personById, persons } from '../persons.ts';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { createDocumentReaderPeer, documentReaderFaults, issuePassport, specimens, type DocumentReaderPeer, type ZoneFormat } from './index.ts';

const formats = Object.keys(specimens) as ZoneFormat[];

function lay(peer: DocumentReaderPeer, id: string): string {
  const format = formats.find((known) => known === id);
  const person = personById(id);
  const lines = format ? specimens[format] : person && issuePassport(person);
  if (!lines) return `${id} has no passport`;
  peer.present(lines);
  return `the document of ${id} was read`;
}

const { values } = parseArgs({ options: { ...wireOptions, person: { type: 'string' } } });
await runPeerProgram({
  title: 'Reader of machine-readable zones',
  faults: documentReaderFaults,
  verbs: { lay: { usage: 'lay <document>', obey: lay } },
  values: `Documents: ${[...persons.filter((person) => person.passport).map((person) => person.id), ...formats].join(', ')} (the last are the specimens of ICAO 9303)`,
  open: () => createDocumentReaderPeer(wireEndOf(values, '/tmp/documentreader')),
  begin: (peer) => (values.person === undefined ? null : lay(peer, values.person)),
});
