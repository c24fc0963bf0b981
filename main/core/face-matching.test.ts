import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigurationError } from '../../kiosk-config/schema/load.ts';
import { thresholdFor } from '../../kiosk-config/schema/face-thresholds.ts';
import { CameraProfile } from '../../kiosk-config/schema/profile.ts';
import { openFaceMatching } from './face-matching.ts';
import { kiosk } from '../../test/support/visitor.ts';

const config = resolve(import.meta.dirname, '../../kiosk-config');
const camera = (engine: 'local' | 'platform') => ({ devices: { camera: CameraProfile.parse({ driver: 'page', engine }) } });
const wanting = (falseMatchRate: number) => ({ face: { ...kiosk.face, falseMatchRate } });
const engine = 'human 3.3.6 facemesh + fr_feature 512-d';

test('the rate in kiosk.yaml has a measured threshold for the engine of the page', () => {
  const { thresholds } = openFaceMatching(config, kiosk, camera('local'));
  expect(thresholdFor(thresholds, kiosk.face.falseMatchRate, engine)).toBeGreaterThan(0);
});

test('the rarer an error may be, the higher the threshold; of another engine nothing is known', () => {
  const { thresholds } = openFaceMatching(config, kiosk, camera('local'));
  const [seldom, often] = [thresholdFor(thresholds, 0.001, engine), thresholdFor(thresholds, 0.05, engine)];
  expect(Number(seldom)).toBeGreaterThan(Number(often));
  expect(thresholdFor(thresholds, 0.05, 'another engine')).toBeNull();
});

test('a rate that nobody has measured keeps the kiosk closed, where it compares faces itself', () => {
  expect(() => openFaceMatching(config, wanting(1e-6), camera('local'))).toThrow(ConfigurationError);
  expect(openFaceMatching(config, wanting(1e-6), camera('platform')).engine).toBe('platform');
  expect(() => openFaceMatching(config, wanting(1e-6), { devices: {} })).not.toThrow();
});

test('passive liveness is off, unless the profile turns it on', () => {
  expect(openFaceMatching(config, kiosk, camera('local')).passive).toBeNull();
  const liveness = { passive: { use: 'advisory' } };
  expect(openFaceMatching(config, kiosk, { devices: { camera: CameraProfile.parse({ driver: 'page', liveness }) } }).passive).toEqual({ use: 'advisory', antispoofFrom: 0.5, livenessFrom: 0.5 });
});
