import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const components = new URL('../components/', import.meta.url);
const drawings = readdirSync(components).filter((file) => readFileSync(new URL(file, components), 'utf8').includes('the movement is the instruction'));
const styles = readFileSync(new URL('base.css', import.meta.url), 'utf8');

test('there are drawings that show a movement', () => {
  expect(drawings).toEqual(['CardIntoSlot.vue', 'CodeBeforeScanner.vue', 'IdOnReader.vue']);
});

test.each(drawings)('%s moves three times and then lies still, by the class that large text stops', (file) => {
  const drawing = readFileSync(new URL(file, components), 'utf8');
  expect(drawing.match(/animation: [^;]+/g)).toEqual([expect.stringMatching(/ 3$/)]);
  expect(drawing).toMatch(/<g class="\w+ moving">/);
});

test('nothing instructs by movement in large text, and nothing moves at all where the profile or the system asks for that', () => {
  expect(styles).toMatch(/\.stage\.large \.moving \{ animation: none; \}/);
  expect(styles).toMatch(/\.stage\.motionless \*[^{]*\{ animation: none !important;/);
  expect(styles).toMatch(/prefers-reduced-motion: reduce\) \{\s+\*[^{]*\{ animation: none !important;/);
});
