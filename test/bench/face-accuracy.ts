/**
 * `npm run bench -- face`: how often the kiosk's own engine takes the right person for the right one, a wrong one for the
 * right one, and a photograph for a living person. Error rates need photographs of real people, which are not part of the project.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { similarity } from '../../devices/camera/face-decision.ts';
import { FaceThresholds, thresholdFor, type FaceThreshold } from '../../kiosk-config/schema/face-thresholds.ts';
import { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { inRepository } from '../../main/launch/paths.mjs';
import type { FaceDescriptor } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';
import { tellAttacks, type Photographed } from './face-attacks.ts';
import { openFaceHarness, type FaceHarness } from './face-harness.ts';
import { acceptedAt, equalErrorRate, pointAtFar, supportedThreshold, upperRate, type Similarities } from './face-rates.ts';
import { tellProgress } from './progress.ts';
import { drawTable } from './table.ts';

/** One folder a person, JPEG photographs in each. */
const facesDirectory = inRepository('..', 'shared', 'faces');
/** Width to which a small photograph is enlarged, as a face before the kiosk's camera fills more of the picture. */
const photographWidth = 500;

type FaceLimits = Kiosk['face'];

/** As the kiosk is configured in this repository. */
const readLimits = (): FaceLimits => loadYaml(Kiosk, inRepository('kiosk-config', 'kiosk.yaml')).face;
const readThresholds = (): FaceThresholds => loadYaml(FaceThresholds, inRepository('kiosk-config', 'face-thresholds.yaml'));

interface Photograph {
  readonly person: string;
  readonly descriptor: FaceDescriptor;
}

interface Described {
  readonly photographs: readonly Photograph[];
  /** Of each person the first photograph on which nobody else is seen. */
  readonly alone: readonly Photographed[];
  readonly measured: readonly PictureMeasurement[];
  /** Photographs in which the engine found no face that it could describe. */
  readonly undescribed: number;
}

async function describeAll({ measure }: FaceHarness): Promise<Described> {
  const photographs: Photograph[] = [];
  const alone = new Map<string, Photographed>();
  const all: PictureMeasurement[] = [];
  let undescribed = 0;
  const folders = readdirSync(facesDirectory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: person } of folders) {
    tellProgress(`describing ${person}`);
    for (const name of readdirSync(join(facesDirectory, person)).filter((entry) => entry.endsWith('.jpg'))) {
      const file = join(facesDirectory, person, name);
      const measured = await measure(readFileSync(file), photographWidth);
      all.push(measured);
      if (measured.faces === 1 && !alone.has(person)) alone.set(person, { person, file });
      if (measured.face?.descriptor) photographs.push({ person, descriptor: measured.face.descriptor });
      else undescribed += 1;
    }
  }
  return { photographs, alone: [...alone.values()], measured: all, undescribed };
}

interface Compared extends Similarities {
  /** The highest similarity of any two photographs of the same two people, for every two people. */
  readonly peoplePairs: readonly number[];
  readonly people: number;
}

/** Every two photographs, once. */
function compareAll(photographs: readonly Photograph[]): Compared {
  const genuine: number[] = [];
  const impostor: number[] = [];
  const closest = new Map<string, number>();
  photographs.forEach((one, index) => {
    for (const other of photographs.slice(index + 1)) {
      const alike = similarity(one.descriptor, other.descriptor);
      (one.person === other.person ? genuine : impostor).push(alike);
      const two = [one.person, other.person].sort().join(' & ');
      if (one.person !== other.person) closest.set(two, Math.max(alike, closest.get(two) ?? -1));
    }
  });
  return { genuine, impostor, peoplePairs: [...closest.values()], people: new Set(photographs.map(({ person }) => person)).size };
}

/** Rates that somebody may want; those which the photographs cannot prove get no row. */
const wantedRates = [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];

/** The rows of kiosk-config/face-thresholds.yaml, as these photographs support them. */
function thresholdRows({ impostor, peoplePairs, people }: Compared, engine: string, photographs: number): FaceThreshold[] {
  return wantedRates.flatMap((rate) => {
    const supported = supportedThreshold(impostor, rate);
    if (!supported) return [];
    const matchingPeople = peoplePairs.filter((closest) => closest >= supported.threshold).length;
    const provenRate = Math.ceil(1000 * upperRate(matchingPeople, peoplePairs.length)) / 1000;
    return [{ engine, ...supported, measuredOn: `${photographs} press photographs (a subset of Labeled Faces in the Wild)`, people, pairs: impostor.length, provenRate }];
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

function tellRates(similarities: Similarities, threshold: number | null): string[] {
  const { genuine, impostor } = similarities;
  const eer = equalErrorRate(similarities);
  const points = [1e-2, 1e-3].map((far) => {
    const point = pointAtFar(similarities, far);
    return point === null ? `FAR ${far}: too few pairs.` : `TAR at FAR ${far}: ${percent(point.tar)} (threshold ${point.threshold.toFixed(3)}).`;
  });
  return [
    `${genuine.length} genuine and ${impostor.length} impostor pairs.`,
    ...points,
    `EER: ${eer === null ? 'too few pairs' : percent(eer)}. Thresholds and rates are of the same pairs: calibrate on others.`,
    threshold === null
      ? 'The kiosk has no threshold for this engine.'
      : `At the kiosk's threshold ${threshold}: TAR ${percent(acceptedAt(genuine, threshold))}, FAR ${percent(acceptedAt(impostor, threshold))}.`,
  ];
}

/** Prints how the engine tells people apart. */
function tellDescribed({ photographs, undescribed }: Described, engine: string, { falseMatchRate }: FaceLimits): void {
  const failedToAcquire = undescribed / Math.max(1, photographs.length + undescribed);
  console.log(`${photographs.length} photographs described; failure to acquire ${percent(failedToAcquire)}, left out of the rates below.`);
  const compared = compareAll(photographs);
  console.log(tellRates(compared, thresholdFor(readThresholds(), falseMatchRate, engine)).join('\n'));
  console.log('\nRows for kiosk-config/face-thresholds.yaml:');
  for (const row of thresholdRows(compared, engine, photographs.length)) console.log(`- ${stringify(row, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`);
  console.log('');
}

const engineMs = ({ measured }: Described): number[] => measured.map((one) => one.engineMs);

/** Measures and prints. Rejects where the engine cannot be run. */
export async function benchFaceAccuracy(): Promise<void> {
  const limits = readLimits();
  const harness = await openFaceHarness();
  try {
    const engine = await harness.load('off');
    console.log(`${engine}\n`);
    const hasFaces = existsSync(facesDirectory);
    const plain = hasFaces ? await describeAll(harness) : null;
    if (plain) tellDescribed(plain, engine, limits);
    else console.log(`No error rates: there is no folder of faces at ${facesDirectory}.`);
    await harness.load('on');
    const scored = hasFaces ? await describeAll(harness) : null;
    if (plain && scored) {
      console.log(drawTable([{ title: 'Engine, milliseconds a photograph (the kiosk describes every third frame)', measurements: [
        { name: 'detector, mesh and descriptor', samples: engineMs(plain), note: 'as shipped' },
        { name: 'and both passive models', samples: engineMs(scored), note: 'where a profile turns them on' },
      ] }]));
    }
    console.log(`\n${await tellAttacks(harness, limits, scored?.alone ?? [], scored?.measured.filter(({ face }) => face?.passive) ?? [])}`);
  } finally {
    await harness.close();
  }
}
