import { expect, test } from 'vitest';
import { defaultModes, HallStatus, Screen, ScreenBody } from '../../main/contract/index.ts';
import { catalogue } from './catalogue.ts';
import { sampleHall, screenOf } from './sample.ts';

test.each(catalogue)('sample $name is a screen the contract allows', (sample) => {
  expect(Screen.safeParse(screenOf(sample, defaultModes, 'sample')).error).toBeUndefined();
});

test('the catalogue has every kind of screen, and each name once', () => {
  const kinds = ScreenBody.options.map((option) => option.shape.kind.value);
  expect(kinds.filter((kind) => !catalogue.some((sample) => sample.body.kind === kind))).toEqual([]);
  expect(new Set(catalogue.map((sample) => sample.name)).size).toBe(catalogue.length);
});

test('the sample hall is a status the contract allows', () => {
  expect(HallStatus.safeParse(sampleHall).success).toBe(true);
});
