/**
 * `npm run bench -- face`: how often the kiosk's own engine takes the right person for the right one, a wrong one for the
 * right one, and a photograph for a living person. Error rates need photographs of real people, which are not part of the project.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { similarity } from '../../devices/camera/face-decision.ts';
import { beginLiveness, takeFrame } from '../../devices/camera/liveness.ts';
import { framesPerSecond, makeFeed } from '../../devices/simulators/camera/feeds.ts';
import { portraitNames } from '../../devices/simulators/camera/portraits.ts';
import { FaceThresholds, thresholdFor, type FaceThreshold } from '../../kiosk-config/schema/face-thresholds.ts';
import { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { inRepository } from '../../main/launch/paths.mjs';
import type { ChallengeAction, FaceDescriptor } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';
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
  /** Photographs in which the engine found no face that it could describe. */
  readonly undescribed: number;
  readonly engineMs: readonly number[];
}

async function describeAll({ measure }: FaceHarness): Promise<Described> {
  const photographs: Photograph[] = [];
  const engineMs: number[] = [];
  let undescribed = 0;
  const folders = readdirSync(facesDirectory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: person } of folders) {
    tellProgress(`describing ${person}`);
    for (const file of readdirSync(join(facesDirectory, person)).filter((name) => name.endsWith('.jpg'))) {
      const measured = await measure(readFileSync(join(facesDirectory, person, file)), photographWidth);
      engineMs.push(measured.engineMs);
      if (measured.face?.descriptor) photographs.push({ person, descriptor: measured.face.descriptor });
      else undescribed += 1;
    }
  }
  return { photographs, undescribed, engineMs };
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

/** The different pictures of a Motion JPEG loop, in order. */
function picturesOf(loop: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  const border = Buffer.from([0xff, 0xd9, 0xff, 0xd8]);
  for (let from = 0; from < loop.length;) {
    const at = loop.indexOf(border, from);
    const to = at < 0 ? loop.length : at + 2;
    const picture = loop.subarray(from, to);
    if (!pictures.at(-1)?.equals(picture)) pictures.push(picture);
    from = to;
  }
  return pictures;
}

/** Longer than any attempt waits for an action. */
const attackMs = 45_000;
/** Time between two pictures of a held photograph in the feed. */
const pictureMs = (4 * 1000) / framesPerSecond;

function passesAsAlive(measured: readonly PictureMeasurement[], actions: readonly ChallengeAction[], limits: FaceLimits): boolean {
  let state = beginLiveness(actions);
  for (let step = 0; step * pictureMs < attackMs; step += 1) {
    const picture = measured[step % measured.length];
    if (picture) state = takeFrame(state, { at: step * pictureMs, ...picture }, limits);
  }
  return state.phase === 'alive';
}

/** Every sequence of two of the actions that the kiosk may ask, the ones it never asks included. */
const sequencesOf = (actions: readonly ChallengeAction[]): ChallengeAction[][] =>
  actions.flatMap((first) => actions.filter((second) => second !== first).map((second) => [first, second]));

async function tellAttacks({ measure }: FaceHarness, limits: FaceLimits): Promise<string> {
  const sequences = sequencesOf(limits.actions);
  let attacks = 0;
  let accepted = 0;
  for (const name of portraitNames) {
    tellProgress(`holding up the photograph ${name}`);
    const measured: PictureMeasurement[] = [];
    for (const picture of picturesOf(makeFeed(`photo-${name}`) ?? Buffer.alloc(0))) measured.push(await measure(picture));
    if (measured.every((one) => one.face === null)) throw new Error(`the engine sees no face on photo-${name}: nothing was attacked`);
    attacks += sequences.length;
    accepted += sequences.filter((actions) => passesAsAlive(measured, actions, limits)).length;
  }
  return `Photographs held up and moved: ${accepted} of ${attacks} attacks accepted as alive (APCER ${percent(accepted / attacks)}; ${portraitNames.length} photographs, ${sequences.length} sequences of actions).`;
}

/** Measures and prints. Rejects where the engine cannot be run. */
export async function benchFaceAccuracy(): Promise<void> {
  const limits = readLimits();
  const harness = await openFaceHarness();
  try {
    console.log(`${harness.engine}\n`);
    if (existsSync(facesDirectory)) {
      const { photographs, undescribed, engineMs } = await describeAll(harness);
      const failedToAcquire = undescribed / Math.max(1, photographs.length + undescribed);
      console.log(`${photographs.length} photographs described; failure to acquire ${percent(failedToAcquire)}, left out of the rates below.`);
      const compared = compareAll(photographs);
      console.log(tellRates(compared, thresholdFor(readThresholds(), limits.falseMatchRate, harness.engine)).join('\n'));
      console.log('\nRows for kiosk-config/face-thresholds.yaml:');
      for (const row of thresholdRows(compared, harness.engine, photographs.length)) console.log(`- ${stringify(row, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`);
      console.log('');
      console.log(drawTable([{ title: 'Engine', measurements: [{ name: 'one photograph', samples: engineMs, note: 'detector, mesh and descriptor' }] }]));
    } else {
      console.log(`No error rates: there is no folder of faces at ${facesDirectory}.`);
    }
    console.log(await tellAttacks(harness, limits));
  } finally {
    await harness.close();
  }
}
