/**
 * Runs the simulated ID reader by itself, for other people's software to talk to:
 * `npm run simulate -- id --document zhang-san --link /tmp/idreader` (or `--port 9200` for TCP).
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { createIdScannerPeer, documentNamed, documentNames, documentTraits, idScannerFaults, type IdScannerPeer } from './index.ts';

const usage = `place <document> ${documentTraits.map((trait) => `[--${trait}]`).join(' ')}`;

function place(peer: IdScannerPeer, words: string): string {
  const [name = '', ...options] = words.split(/\s+/);
  const traits = documentTraits.filter((trait) => options.includes(`--${trait}`));
  if (traits.length < options.length) return usage;
  const document = documentNamed(name, traits);
  if (!document) return `there is no document ${name}`;
  peer.place(document);
  return `the document ${[name, ...traits].join(', ')} lies on the reader`;
}

function take(peer: IdScannerPeer): string {
  peer.take();
  return 'the reader is empty';
}

const { values } = parseArgs({ options: { ...wireOptions, document: { type: 'string' } } });
await runPeerProgram({
  title: 'SAM_V module',
  faults: idScannerFaults,
  verbs: { place: { usage, obey: place }, take: { usage: 'take', obey: take } },
  values: `Documents: ${documentNames.join(', ')}; moved: with an address changed after it was made, fingers: with a fingerprint block`,
  open: () => createIdScannerPeer({ ...wireEndOf(values, '/tmp/idreader'), pace: { baud: 115_200, clock: systemClock() } }),
  begin: (peer) => (values.document === undefined ? null : place(peer, values.document)),
});
