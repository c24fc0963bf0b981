import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { motionSeconds, timesShown } from './tokens.ts';

const renderer = join(import.meta.dirname, '..');
const sources = new Map(globSync('**/*.vue', { cwd: renderer }).map((file) => [basename(file), readFileSync(join(renderer, file), 'utf8')]));
const styles = readFileSync(new URL('base.css', import.meta.url), 'utf8');
const moving = [...sources].filter(([, source]) => /@keyframes/.test(source)).map(([name]) => name).sort();
const drawings = [...sources].filter(([, source]) => source.includes('the movement is the instruction')).map(([name]) => name).sort();

test('nothing moves but the drawings that show a movement, the sign that the kiosk is at work, and the words that come up when it is slow to start', () => {
  expect(drawings).toEqual(['CardIntoSlot.vue', 'CodeBeforeScanner.vue', 'IdOnReader.vue']);
  expect(moving).toEqual([...drawings, 'SafeScreen.vue', 'WorkingDots.vue'].sort());
  expect([...sources].filter(([, source]) => /transition: |scroll-behavior|<animate|setInterval|<Transition/.test(source)).map(([name]) => name)).toEqual([]);
});

test.each(drawings)('%s moves as often and as long as the tokens say and then lies still, by the class that large text stops', (file) => {
  const drawing = sources.get(file) ?? '';
  expect(drawing.match(/animation: [^;]+/g)).toEqual([expect.stringMatching(/^animation: \w+ var\(--movement\) cubic-bezier\([^)]+\) var\(--times\)$/)]);
  expect(drawing).toMatch(/<g class="\w+ moving">/);
});

test('a movement beside a text is over within five seconds', () => {
  expect(motionSeconds.movement * timesShown).toBeLessThanOrEqual(5);
});

test('only the sign that the kiosk is at work goes on, for as long as it is, and stands still in large text', () => {
  expect([...sources].filter(([, source]) => /animation: [^;]*infinite/.test(source)).map(([name]) => name)).toEqual(['WorkingDots.vue']);
  expect(sources.get('WorkingDots.vue')).toMatch(/<circle [^>]*class="moving"/);
});

test('nothing moves by itself in large text, and nothing moves at all where the profile or the system asks for that', () => {
  expect(styles).toMatch(/\.stage\.large \.moving \{ animation: none; \}/);
  expect(styles).toMatch(/\.stage\.motionless \*[^{]*\{ animation: none !important;/);
  expect(styles).toMatch(/prefers-reduced-motion: reduce\) \{\s+\*[^{]*\{ animation: none !important;/);
});
