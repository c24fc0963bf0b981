import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { blank, toJpeg, withNoise } from '../../devices/simulators/camera/picture.ts';
import { portraitPicture } from '../../devices/simulators/camera/portraits.ts';
import { FaceThresholds, rowFor } from '../../kiosk-config/schema/face-thresholds.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { openHallFaces } from './hall-faces.ts';

const repository = resolve(import.meta.dirname, '../..');
const describer = resolve(repository, '.tongban/models/fr_feature.onnx');
const thresholds = loadYaml(FaceThresholds, resolve(repository, 'kiosk-config/face-thresholds.yaml'));
const faces = openHallFaces({ describer, thresholds });
afterAll(() => faces.close());

const nobody = toJpeg(blank([196, 190, 178]));
const [zhang, li] = [toJpeg(portraitPicture('a')), toJpeg(portraitPicture('b'))];

const patient = 120_000;

test('is the engine of which somebody measured how often it errs', () => {
  expect(thresholds.map(({ engine }) => engine)).toContain(faces.engine);
});

test('compares nothing where set-up could not fetch the model, nor more reliably than was measured', () => {
  expect(openHallFaces({ describer: '/nowhere/model.onnx', thresholds }).pointFor(0.01)).toBeNull();
  expect(faces.pointFor(1e-9)).toBeNull();
});

test.skipIf(!existsSync(describer))('tells the same person from another, and a picture without a face', async () => {
  const threshold = rowFor(thresholds, 0.001, faces.engine)?.threshold ?? 1;
  expect(await faces.compare(toJpeg(withNoise(portraitPicture('a'), 7)), zhang)).toBeGreaterThan(threshold + 0.2);
  expect(await faces.compare(li, zhang)).toBeLessThan(threshold - 0.1);
  expect(await faces.compare(nobody, zhang)).toBeNull();
}, patient);

test.skipIf(!existsSync(describer))('says so where a picture cannot be read, and goes on', async () => {
  await expect(faces.compare(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3))).rejects.toThrow();
  expect(await faces.compare(nobody, zhang)).toBeNull();
}, patient);
