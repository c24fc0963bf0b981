/**
 * What the kiosk's own engine measured of each training feed, in a real browser, judged again here without one. Numbers
 * only: each descriptor was reduced to its similarity to the reference.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FrameMeasurement } from '../../main/contract/index.ts';
import { manualClock } from '../../test/support/manual-clock.ts';
import { descriptorAt, described, done, opened, scriptedPage } from '../../test/support/scripted-camera-page.ts';
import { FaceThresholds, thresholdFor } from '../../kiosk-config/schema/face-thresholds.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { Personal } from '../personal.ts';
import { assessFace, compareLocally, createCamera, type FaceAssessment } from './index.ts';
import { chooseActions } from './liveness.ts';

const number = z.number();
/** at, light, faces; then box x, y, width, height, eye distance, yaw, pitch, roll, eyes, mouth, similarity of the descriptor. */
const Row = z.union([
  z.tuple([number, number, number]),
  z.tuple([number, number, number, number, number, number, number, number, number, number, number, number, number, number.nullable()]),
]);
const traces = z.record(z.string(), z.array(Row)).parse(JSON.parse(readFileSync(new URL('fixtures/measured-traces.json', import.meta.url), 'utf8')));

function frameOf([at, light, faces, ...measured]: z.infer<typeof Row>): FrameMeasurement {
  const scene = { at, light, faces, widthPx: 640, heightPx: 480, engineMs: 0 };
  const [x, y, width, height, eyeDistancePx, yaw, pitch, roll, eyeOpenness, mouthOpenness, similarity] = measured;
  if (x === undefined) return FrameMeasurement.parse({ ...scene, face: null });
  const descriptor = typeof similarity === 'number' ? descriptorAt(similarity) : null;
  return FrameMeasurement.parse({ ...scene, face: { box: { x, y, width, height }, eyeDistancePx, yaw, pitch, roll, eyeOpenness, mouthOpenness, passive: null, descriptor } });
}

const attemptMs = 45_000;
/** As the kiosk is configured in this repository. */
const thresholds = loadYaml(FaceThresholds, fileURLToPath(new URL('../../kiosk-config/face-thresholds.yaml', import.meta.url)));
const measuredEngine = 'human 3.3.6 facemesh + fr_feature 512-d';

/** Draws the given numbers, over and over. */
function drawing(draws: readonly number[]): () => number {
  let next = 0;
  return () => draws[next++ % draws.length] ?? 0;
}

async function judge(feed: string, draws: readonly number[]): Promise<FaceAssessment['outcome']> {
  const clock = manualClock();
  const frames = (traces[feed] ?? []).map(frameOf);
  const { link } = scriptedPage({ completions: { open: opened, describe: described, close: done }, frames });
  const assessment = assessFace({
    camera: createCamera({ name: 'camera', clock, link }), comparer: compareLocally({ reference: new Personal(new Uint8Array()), thresholdOf: () => thresholdFor(thresholds, 0.001, measuredEngine) }),
    actions: mayBeAsked, challenges: 2, passive: null, darkBelow: 0.12, minimumEyeDistancePx: 40,
    random: drawing(draws), clock, deadlineMs: attemptMs, patience: 1, signal: new AbortController().signal, onProgress: () => undefined,
  });
  await clock.advance(attemptMs);
  return (await assessment).outcome;
}

const mayBeAsked = ['turn-left', 'turn-right', 'open-mouth'] as const;
/** Together these draws lead to each sequence of two actions that may be asked. */
const allDraws = [[0.1, 0.9], [0.9, 0.1], [0.5, 0.9], [0.9, 0.5], [0.1, 0.1, 0.1], [0.1, 0.1, 0.9]].map((draws) => ({ draws }));

describe('the training feeds, as measured', () => {
  it('are judged under each sequence of actions that may be asked', () => {
    expect(new Set(allDraws.map(({ draws }) => chooseActions(mayBeAsked, 2, drawing(draws)).join('+'))).size).toBe(4);
  });

  it.each(allDraws)('the person alive before the camera matches, whatever is asked: $draws', async ({ draws }) => {
    await expect(judge('live-a', draws)).resolves.toBe('match');
  });

  it.each([
    ['live-b', 'no-match'], ['photo-a', 'not-alive'], ['photo-d', 'not-alive'],
    ['two-people', 'several-faces'], ['dark', 'too-dark'], ['empty', 'no-face'],
  ] as const)('%s never matches, and is told as %s', async (feed, outcome) => {
    for (const { draws } of allDraws) await expect(judge(feed, draws), String(draws)).resolves.toBe(outcome);
  });
});
