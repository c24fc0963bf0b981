import { expect, test } from 'vitest';
import { facesWith, type Key, keyLayout } from './key-layout.ts';

const faces = facesWith('readable');
const sizes = ['normal', 'large', 'compact'] as const;
const everyLayout = faces.flatMap((face) => sizes.flatMap((size) => (['address', 'name'] as const).map((purpose) => ({ face, size, purpose }))));
const leadsOf = (keys: readonly Key[]) => keys.flatMap((key) => (key.does === 'face' ? [key.key] : []));

test.each(everyLayout)('where handwriting is read, the $size keyboard of $face for a $purpose fits its grid, has each key once, and leads to all other faces', ({ face, size, purpose }) => {
  const { units, padUnits, rows } = keyLayout(face, size, purpose, faces);
  for (const row of rows) expect(padUnits + row.reduce((sum, key) => sum + key.units, 0), 'no gap and nothing over the edge').toBe(units);
  const keys = rows.flat();
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  expect([face, ...leadsOf(keys)].sort()).toEqual([...faces].sort());
  expect(keys.map(({ does }) => does)).toEqual(expect.arrayContaining(['erase', 'confirm', 'space']));
});

test.each(sizes)('only the %s face for handwriting has a pad, and a key that clears it', (size) => {
  for (const face of faces) {
    const { padUnits, rows } = keyLayout(face, size, 'address', faces);
    expect([padUnits > 0, rows.flat().some(({ does }) => does === 'clear')]).toEqual(face === 'handwriting' ? [true, true] : [false, false]);
  }
});

test.each(sizes)('erase and confirm of the %s pad are where the letters have them, counted from the lower edge', (size) => {
  const ends = (face: 'pinyin' | 'handwriting') => {
    const { units, rows } = keyLayout(face, size, 'address', faces);
    return rows.flatMap((row, at) => row.flatMap(({ does }, index) => (does === 'erase' || does === 'confirm'
      ? [[does, rows.length - at, 1 - row.slice(index + 1).reduce((sum, key) => sum + key.units, 0) / units]] : [])));
  };
  expect(ends('handwriting')).toEqual(ends('pinyin'));
});

test('where nobody reads handwriting no key leads to it', () => {
  for (const face of facesWith('unreadable')) expect(leadsOf(keyLayout(face, 'normal', 'address').rows.flat())).not.toContain('handwriting');
});
