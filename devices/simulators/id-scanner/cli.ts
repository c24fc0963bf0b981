/**
 * Runs the simulated ID reader by itself, for other people's software to talk to:
 * `node devices/simulators/id-scanner/cli.ts --person zhang-san --link /tmp/idreader` (or `--port 9200` for TCP).
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import { personById, persons } from '../persons.ts';
import { createIdScannerPeer, idScannerFaults, issueDocument, type IdScannerPeer } from './index.ts';

const help = `Commands: place <person> | take | fault <${idScannerFaults.join('|')}|none> | unplug | plug | quit
Persons: ${persons.filter((person) => person.idCard).map((person) => person.id).join(', ')}`;

function place(peer: IdScannerPeer, id: string): string {
  const person = personById(id);
  const document = person ? issueDocument(person) : null;
  if (!document) return `${id} has no ID card`;
  peer.place(document);
  return `the ID card of ${id} lies on the reader`;
}

async function obey(peer: IdScannerPeer, line: string): Promise<string> {
  const [verb = '', word = ''] = line.trim().split(/\s+/);
  switch (verb) {
    case 'place':
      return place(peer, word);
    case 'take':
      peer.take();
      return 'the reader is empty';
    case 'fault': {
      const fault = idScannerFaults.find((known) => known === word) ?? null;
      if (!fault && word !== 'none') return help;
      peer.setFault(fault);
      return `fault: ${word}`;
    }
    case 'unplug':
      await peer.unplug();
      return 'unplugged';
    case 'plug': {
      const plugged = await peer.plug();
      return plugged.ok ? 'plugged in' : plugged.problem;
    }
    default:
      return help;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { person: { type: 'string' }, link: { type: 'string' }, port: { type: 'string' } } });
  const where = values.port ? { port: Number(values.port) } : { link: values.link ?? '/tmp/idreader' };
  const made = await createIdScannerPeer({ ...where, pace: { baud: 115_200, clock: systemClock() } });
  if (!made.ok) {
    console.error(made.problem === 'socatMissing' ? 'A pseudo-terminal needs the program socat; or use --port <number> for TCP.' : `Cannot open: ${made.problem}`);
    process.exitCode = 1;
    return;
  }
  const { peer } = made;
  console.log(`SAM_V module at ${peer.address}`);
  if (values.person) console.log(place(peer, values.person));
  console.log(help);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === 'quit') {
      await peer.unplug();
      return;
    }
    console.log(await obey(peer, line));
  }
}

await main();
