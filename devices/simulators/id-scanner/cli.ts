/**
 * Runs the simulated ID reader by itself, for other people's software to talk to:
 * `npm run simulate -- id --person zhang-san --link /tmp/idreader` (or `--port 9200` for TCP).
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import { personById, persons } from '../persons.ts';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { createIdScannerPeer, idScannerFaults, issueDocument, type IdScannerPeer } from './index.ts';

function place(peer: IdScannerPeer, id: string): string {
  const person = personById(id);
  const document = person ? issueDocument(person) : null;
  if (!document) return `${id} has no ID card`;
  peer.place(document);
  return `the ID card of ${id} lies on the reader`;
}

function take(peer: IdScannerPeer): string {
  peer.take();
  return 'the reader is empty';
}

const { values } = parseArgs({ options: { ...wireOptions, person: { type: 'string' } } });
await runPeerProgram({
  title: 'SAM_V module',
  faults: idScannerFaults,
  verbs: { place: { usage: 'place <person>', obey: place }, take: { usage: 'take', obey: take } },
  values: `Persons: ${persons.filter((person) => person.idCard).map((person) => person.id).join(', ')}`,
  open: () => createIdScannerPeer({ ...wireEndOf(values, '/tmp/idreader'), pace: { baud: 115_200, clock: systemClock() } }),
  begin: (peer) => (values.person === undefined ? null : place(peer, values.person)),
});
