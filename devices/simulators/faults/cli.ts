/**
 * A faulty wire as a program, between anybody's driver and a device: at a TCP port,
 * `npm run simulate -- wire --to 127.0.0.1:9100 --port 9101 --faults '<flip@17:0x40 >unplug@200'`, or on a serial line,
 * `npm run simulate -- wire --to '/dev/ttyUSB0?baud=115200' --link /tmp/faulty-reader`. Each line typed lays another script.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import { CommandLineProblem, oneOf, portIn } from '../command-line.ts';
import { plugSentence } from '../wires/peer-program.ts';
import {
  createPtyProxy, createTcpProxy, drawFaults, formatFaults, parseFaults, type FaultScript, type PtyProxyOutcome, type TcpProxyOutcome,
} from './index.ts';

const scripts = `A script is faults such as drop@17:3 delay@17:250 duplicate@17:4 truncate@17 flip@17:0x40 stall@17 garbage@17:00ff unplug@17
restart@17:500, with > before those towards the device.`;

/** Among the first bytes of each direction, where the conversations of these devices happen. */
const drawnFaults = 3;
const drawnLength = 1000;

function scriptOf(faults: string | undefined, seed: string | undefined): FaultScript {
  if (seed === undefined) {
    const script = parseFaults(faults ?? '');
    if (!script) throw new CommandLineProblem(`--faults ${faults} is no script.\n${scripts}`);
    return script;
  }
  const number = Number(seed);
  if (!Number.isInteger(number)) throw new CommandLineProblem(`--seed ${seed} is no whole number`);
  return { toDevice: drawFaults(number, drawnFaults, drawnLength), fromDevice: drawFaults(number + 1, drawnFaults, drawnLength) };
}

interface Ends {
  /** Where the device is: `HOST:PORT`, or the path of a serial port, `?baud=…` behind it. */
  readonly to: string;
  readonly link: string | undefined;
  readonly port: string;
  readonly caller: 'driver' | 'device';
}

/** Throws a sentence where the two ends do not make a wire. */
function openProxy({ to, link, port, caller }: Ends): Promise<PtyProxyOutcome | TcpProxyOutcome> {
  const clock = systemClock();
  const isPath = to.startsWith('/');
  const [, host = '', hostPort = ''] = /^([\w.-]+):(\d{1,5})$/.exec(to) ?? [];
  if (!isPath && !host) throw new CommandLineProblem(`--to ${to} is neither HOST:PORT nor the path of a serial port`);
  if (link !== undefined) return createPtyProxy({ link, target: isPath ? `serial:${to}` : `tcp://${to}`, clock });
  if (isPath) throw new CommandLineProblem('Before a serial port, --link says where the faulty one is to be.');
  return createTcpProxy({ port: portIn('--port', port), target: { host, port: portIn('--to', hostPort) }, caller, clock });
}

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: '' }, link: { type: 'string' }, port: { type: 'string', default: '0' }, faults: { type: 'string' }, seed: { type: 'string' },
    caller: { type: 'string', default: 'driver' },
  },
});
const script = scriptOf(values.faults, values.seed);
const made = await openProxy({ ...values, link: values.link, caller: oneOf('--caller', ['driver', 'device'], values.caller) });
if (made.ok) {
  made.proxy.lay(script);
  say(`${made.proxy.address} leads to ${values.to}, with: ${formatFaults(script) || 'no faults'}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const next = parseFaults(line);
    if (next) made.proxy.lay(next);
    say(next ? `laid: ${formatFaults(next) || 'no faults'}` : scripts);
  }
  await made.proxy.close();
} else {
  process.stderr.write(`${plugSentence(made.problem)}\n`);
  process.exitCode = 1;
}
