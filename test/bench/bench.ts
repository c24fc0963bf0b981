/**
 * `npm run bench`: measures the whole kiosk in one run and prints one table of percentiles.
 * `npm run bench -- --visits 30` walks that many visits; `npm run bench -- face` measures the face engine's errors instead,
 * `npm run bench -- devices` the devices below the visit: APDUs, codecs, receipts, and how they come back after an unplug.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { CommandLineProblem, runCommandLine } from '../../devices/simulators/command-line.ts';
import { openDemoWires, type DemoWires } from './demo-wires.ts';
import { benchFaceAccuracy } from './face-accuracy.ts';
import { measureDevices } from './measure-devices.ts';
import { measureCard, type CardMeasurements } from './measure-card.ts';
import { measureFace } from './measure-face.ts';
import { measureJournal } from './measure-journal.ts';
import { measurePrinter } from './measure-printer.ts';
import { measureStart } from './measure-start.ts';
import { measureVisits, type MemorySeries, type VisitMeasurements } from './measure-visits.ts';
import { percentile, slope } from './percentiles.ts';
import { startRunningKiosk } from './running-kiosk.ts';
import { drawTable, type Section } from './table.ts';

const usage = 'usage: npm run bench -- [--visits N] [--starts N] [--faces N] | face | devices';

interface BenchOptions {
  readonly visits: number;
  readonly starts: number;
  readonly faces: number;
}

function readBenchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: { visits: { type: 'string', default: '30' }, starts: { type: 'string', default: '5' }, faces: { type: 'string', default: '3' } },
  });
  const count = (name: keyof typeof values): number => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 1) throw new CommandLineProblem(`--${name} ${values[name]} is not a number of at least 1`);
    return number;
  };
  return { visits: count('visits'), starts: count('starts'), faces: count('faces') };
}

const load = (): string => loadavg().map((average) => average.toFixed(1)).join(' ');

/** Begins a run; what is returned prints its table, under a sentence about the machine and the time it took. */
function beginRun(): (sections: readonly Section[]) => void {
  const began = Date.now();
  const loadBefore = load();
  return (sections) => {
    console.log(`Milliseconds from one run of ${Math.round((Date.now() - began) / 1000)} s; Node ${process.version}, ${cpus().length} CPUs, load ${loadBefore} before and ${load()} after.\n`);
    console.log(drawTable(sections));
  };
}

/** What was measured side by side in this run, put in relation. */
function tellCardShares({ holder, seen }: CardMeasurements, { cardToName }: VisitMeasurements): string {
  const whole = percentile(cardToName, 0.5);
  const seenMs = percentile(seen, 0.5);
  const holderMs = percentile(holder, 0.5);
  if (!whole || seenMs === null || holderMs === null) return 'Card in → name: not measured.';
  const share = (part: number): string => `${Math.round((100 * part) / whole)} %`;
  return `Card in → name: of the median, the insertion being seen is ${share(seenMs)} and power on with the APDU exchange ${share(holderMs)} (medians measured apart, below the visit, in this run: they need not add up).`;
}

/** The first visits fill caches and pools; growth is what goes on after them. */
const settlingVisits = 5;
/** Fewer say more about the garbage collector's moment than about growth. */
const fewestForSlope = 10;

function tellMemory(name: string, series: readonly number[]): string {
  const steady = series.slice(settlingVisits + 1);
  const growth = steady.length < fewestForSlope ? null : slope(steady);
  const told = growth === null ? 'too few visits for a slope' : `slope ${(growth * 1024).toFixed(0)} KiB a visit over the last ${steady.length}`;
  return `Memory (PSS), ${name}: ${series[0]?.toFixed(0)} MiB before the first visit, ${series.at(-1)?.toFixed(0)} MiB after the last, largest ${Math.max(...series).toFixed(0)}; ${told}.`;
}

const tellAllMemory = ({ core, renderers }: MemorySeries): string[] =>
  [tellMemory('core', core), tellMemory('renderers of the browser', renderers)];

async function measureVisitsOn(wires: DemoWires, visits: number): Promise<VisitMeasurements> {
  const kiosk = await startRunningKiosk(wires);
  return measureVisits(kiosk, wires, visits).finally(() => kiosk.close());
}

async function runBench({ visits, starts, faces }: BenchOptions): Promise<void> {
  const printTable = beginRun();
  // Before the demo, which claims the reader for as long as it runs.
  const card = await measureCard();
  const journal = await measureJournal();
  const printer = await measurePrinter();
  const wires = await openDemoWires();
  try {
    const start = await measureStart(wires, starts);
    const visited = await measureVisitsOn(wires, visits);
    const face = await measureFace(wires, faces);
    printTable([start, visited.section, card.section, face, journal, printer]);
    console.log(`\n${[tellCardShares(card, visited), ...tellAllMemory(visited.memory)].join('\n')}`);
  } finally {
    await wires.close();
  }
}

async function benchDevices(): Promise<void> {
  const printTable = beginRun();
  printTable(await measureDevices());
}

await runCommandLine(usage, async () => {
  const wanted = process.argv.slice(2);
  if (wanted.join() === 'face') await benchFaceAccuracy();
  else if (wanted.join() === 'devices') await benchDevices();
  else await runBench(readBenchOptions(wanted));
});
