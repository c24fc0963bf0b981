import { describe, expect, test } from 'vitest';
import { formatFaults, wireFaultKinds } from '../../devices/simulators/faults/index.ts';
import { oneFault } from './fault-choice.ts';
import { cameraFaultKinds } from './visit/posing-page.ts';
import { formatFault } from './visit/fault.ts';
import { everyByte, everyKindAtEveryByte, sample } from './visit/plan.ts';
import type { Lengths } from './visit/trial.ts';

const texts = (seed: number): string => wireFaultKinds.map((kind) => formatFaults(oneFault('toDevice', kind, 17, seed))).join(' ');

test('a seed gives the same faults again, and another gives others', () => {
  expect(texts(1)).toBe(texts(1));
  expect(texts(2)).not.toBe(texts(1));
});

describe('the plan of a campaign of visits', () => {
  const still = { toDevice: 0, fromDevice: 0 };
  const lane = { toDevice: 20, fromDevice: 20 };
  const bytes = { idScanner: still, card: still, printer: still, platform: still, documentReader: still, codeScanner: still };
  const lengths: Lengths = {
    'card-holder': { bytes: { ...bytes, idScanner: lane, card: lane, printer: lane, platform: lane }, frames: 0 },
    'passport-holder': { bytes: { ...bytes, documentReader: { ...still, fromDevice: 9 }, card: lane, platform: lane }, frames: 0 },
    'code-holder': { bytes: { ...bytes, codeScanner: { ...still, fromDevice: 7 }, platform: lane }, frames: 30 },
  };

  test('another seed tries other faults at the same bytes and frames, of drawn kinds and of every kind', () => {
    for (const plan of [everyByte, everyKindAtEveryByte]) {
      const walked = (seed: number): string[] => plan(lengths, seed).map(formatFault);
      expect(walked(1)).toEqual(walked(1));
      expect(walked(2)).toHaveLength(walked(1).length);
      expect(walked(2)).not.toEqual(walked(1));
    }
  });

  test('every byte of every wire and every frame has a fault, a card is also pulled at each of its bytes, and what was walked before is left out', () => {
    const places = Map.groupBy(everyByte(lengths, 1), ({ visitor, place }) => `${visitor} ${place}`);
    expect(Object.fromEntries([...places].map(([place, faults]) => [place, faults.length]))).toEqual({
      'card-holder idScanner': 40, 'card-holder card': 80, 'card-holder printer': 40, 'card-holder platform': 40,
      'passport-holder documentReader': 9, 'passport-holder card': 80, 'code-holder codeScanner': 7, 'code-holder platform': 40, 'code-holder camera': 30,
    });
  });

  test('a sample has every kind on every wire in each direction once, and in the camera', () => {
    const kinds = Map.groupBy(sample(lengths, 1, 0), (fault) => (fault.place === 'camera' ? 'camera' : `${fault.place} ${fault.script.toDevice.length > 0 ? 'to' : 'from'}`));
    const lanes = ['idScanner', 'card', 'printer', 'platform'].flatMap((wire) => [`${wire} to`, `${wire} from`]);
    expect([...kinds.keys()].sort()).toEqual([...lanes, 'camera', 'codeScanner from', 'documentReader from'].sort());
    for (const [place, faults] of kinds) expect(faults).toHaveLength(place === 'camera' ? cameraFaultKinds.length : wireFaultKinds.length);
  });
});
