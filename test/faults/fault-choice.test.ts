import { expect, test } from 'vitest';
import { formatFaults, wireFaultKinds } from '../../devices/simulators/faults/index.ts';
import { oneFault } from './fault-choice.ts';
import { everyByte, everyKindAtEveryByte } from './visit/plan.ts';

const texts = (seed: number): string => wireFaultKinds.map((kind) => formatFaults(oneFault('toDevice', kind, 17, seed))).join(' ');

test('a seed gives the same faults again, and another gives others', () => {
  expect(texts(1)).toBe(texts(1));
  expect(texts(2)).not.toBe(texts(1));
});

test('a campaign with another seed tries other faults at the same bytes, of drawn kinds and of every kind', () => {
  const lane = { toDevice: 20, fromDevice: 20 };
  const lengths = { idScanner: lane, card: lane, printer: lane, platform: lane };
  for (const plan of [everyByte, everyKindAtEveryByte]) {
    const walked = (seed: number): string[] => plan(lengths, seed).map(({ wire, script }) => `${wire} ${formatFaults(script)}`);
    expect(walked(1)).toEqual(walked(1));
    expect(walked(2)).toHaveLength(walked(1).length);
    expect(walked(2)).not.toEqual(walked(1));
  }
});
