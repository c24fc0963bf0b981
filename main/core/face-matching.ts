/** Who compares faces on this machine and how alive they must look, from its profile and the measured thresholds; proved before the kiosk opens. */
import { join } from 'node:path';
import { FaceThresholds } from '../../kiosk-config/schema/face-thresholds.ts';
import type { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { ConfigurationError, loadYaml } from '../../kiosk-config/schema/load.ts';
import type { Profile } from '../../kiosk-config/schema/profile.ts';
import type { FaceMatching } from './visit/index.ts';

/** Throws `ConfigurationError` where no threshold was measured at which the kiosk errs as seldom as it is told to. */
export function openFaceMatching(config: string, { face: { falseMatchRate } }: Pick<Kiosk, 'face'>, { devices: { camera } }: Pick<Profile, 'devices'>): FaceMatching {
  const file = join(config, 'face-thresholds.yaml');
  const thresholds = loadYaml(FaceThresholds, file);
  const engine = camera?.engine ?? 'local';
  if (camera && engine === 'local' && !thresholds.some((row) => row.falseMatchRate <= falseMatchRate)) {
    const best = Math.min(...thresholds.map((row) => row.falseMatchRate));
    throw new ConfigurationError(file, [`kiosk.yaml wants face.falseMatchRate ${falseMatchRate}; the lowest that was measured is ${best}`]);
  }
  return { engine, thresholds, passive: camera?.liveness.passive ?? null };
}
