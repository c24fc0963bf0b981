import { expect, test } from 'vitest';
import { looksAlike } from './accepted.ts';
import { catalogue } from './catalogue.ts';
import { everyView, nameOf, sampledViews } from './views.ts';

const languages = ['zh-CN', 'en'];
const valuesIn = (views: ReturnType<typeof everyView>): string[] =>
  [...new Set(views.flatMap(({ panel, modes: { textSize, language, contrast, reach, voice } }) => [panel, textSize, language, contrast, reach, `voice ${voice}`]))].sort();

test('every view has a name of its own', () => {
  const names = everyView(catalogue, languages).map(nameOf);
  expect(new Set(names).size).toBe(names.length);
});

test('the sample is of the views there are, and meets each value of each mode with each screen', () => {
  const every = everyView(catalogue, languages);
  const sampled = sampledViews(catalogue, languages);
  expect(every.map(nameOf)).toEqual(expect.arrayContaining(sampled.map(nameOf)));
  for (const sample of catalogue) {
    expect(valuesIn(sampled.filter((view) => view.sample === sample))).toEqual(valuesIn(every));
  }
});

test('low reach is looked at only where part of the panel is out of reach', () => {
  expect(everyView(catalogue, languages).filter(({ panel, modes: { reach } }) => panel === 'landscape' && reach === 'low')).toEqual([]);
});

test('a picture that is a shade brighter looks alike; one with a button moved does not', () => {
  const plain = 'e'.repeat(256);
  expect(looksAlike(plain, plain)).toBe(true);
  expect(looksAlike(plain, `d${plain.slice(1)}`)).toBe(true);
  expect(looksAlike(plain, `${plain.slice(0, 100)}4444${plain.slice(104)}`)).toBe(false);
  expect(looksAlike(plain, 'd'.repeat(256))).toBe(false);
  expect(looksAlike(plain, '')).toBe(false);
});
