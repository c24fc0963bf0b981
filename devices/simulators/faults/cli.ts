/**
 * A faulty wire as a program, between anybody's driver and a device at a TCP port:
 * `node devices/simulators/faults/cli.ts --to 127.0.0.1:9100 --port 9101 --faults '<flip@17:0x40 >unplug@200'`. Each line typed lays another script.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import { createTcpProxy, drawFaults, formatFaults, parseFaults, type FaultScript } from './index.ts';

const usage = `Usage: cli.ts --to HOST:PORT [--port PORT] [--faults SCRIPT | --seed N] [--caller driver|device]
SCRIPT: faults such as drop@17:3 delay@17:250 duplicate@17:4 truncate@17 flip@17:0x40 stall@17 garbage@17:00ff unplug@17 restart@17:500,
with > before those towards the device. --caller device: the device calls, as a vpcd card does.`;

/** Among the first bytes of each direction, where the conversations of these devices happen. */
const drawnFaults = 3;
const drawnLength = 1000;

/** Null where the text is no script or the seed no number. */
function scriptOf(faults: string | undefined, seed: string | undefined): FaultScript | null {
  if (seed === undefined) return parseFaults(faults ?? '');
  const number = Number(seed);
  if (!Number.isInteger(number)) return null;
  return { toDevice: drawFaults(number, drawnFaults, drawnLength), fromDevice: drawFaults(number + 1, drawnFaults, drawnLength) };
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      to: { type: 'string' }, port: { type: 'string', default: '0' }, faults: { type: 'string' }, seed: { type: 'string' },
      caller: { type: 'string', default: 'driver' },
    },
  });
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(values.to ?? '') ?? [];
  const script = scriptOf(values.faults, values.seed);
  if (!host || !script || (values.caller !== 'driver' && values.caller !== 'device')) return refuse(usage);
  const made = await createTcpProxy({ port: Number(values.port), target: { host, port: Number(port) }, caller: values.caller, clock: systemClock() });
  if (!made.ok) return refuse(`Port ${values.port} is taken.`);
  made.proxy.lay(script);
  console.log(`${made.proxy.address} leads to ${host}:${port}, with: ${formatFaults(script) || 'no faults'}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const next = parseFaults(line);
    if (next) made.proxy.lay(next);
    console.log(next ? `laid: ${formatFaults(next) || 'no faults'}` : usage);
  }
  await made.proxy.close();
}

await main();
