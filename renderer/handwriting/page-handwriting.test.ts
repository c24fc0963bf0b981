import { beforeEach, expect, test } from 'vitest';
import type { HandwritingRequest, Strokes } from '../../main/contract/index.ts';
import { createPageHandwriting, type PageHandwriting } from './page-handwriting.ts';

const strokes = (count: number): Strokes => Array.from({ length: count }, () => [[1, 2], [30, 40]]);
let sent: Omit<HandwritingRequest, 'screenId'>[];
let page: PageHandwriting;
const lastLook = (): string => sent.at(-1)?.lookId ?? '';

beforeEach(() => {
  sent = [];
  page = createPageHandwriting((request) => sent.push(request));
});

test('each stroke asks with all that is written so far, and the answer to the newest counts', () => {
  page.look(strokes(1));
  const first = lastLook();
  page.look(strokes(2));
  expect(sent.map((request) => request.strokes.length)).toEqual([1, 2]);
  page.receive({ kind: 'candidates', lookId: first, characters: ['一'] });
  expect([page.sighting.value, page.looking.value]).toEqual([null, true]);
  page.receive({ kind: 'candidates', lookId: lastLook(), characters: ['二'] });
  expect([page.sighting.value, page.looking.value]).toEqual([{ characters: ['二'] }, false]);
});

test('what was seen stays until the next answer, so that the candidates do not flicker from stroke to stroke', () => {
  page.look(strokes(1));
  page.receive({ kind: 'candidates', lookId: lastLook(), characters: ['一'] });
  page.look(strokes(2));
  expect(page.sighting.value).toEqual({ characters: ['一'] });
});

test('an empty pad shows nothing, and no answer that comes late', () => {
  page.look(strokes(1));
  page.look([]);
  expect(page.looking.value).toBe(false);
  page.receive({ kind: 'candidates', lookId: lastLook(), characters: ['一'] });
  expect(page.sighting.value).toBeNull();
  expect(sent).toHaveLength(1);
});

test('an engine that fails is told apart from strokes that are like no character', () => {
  page.look(strokes(1));
  page.receive({ kind: 'unavailable', lookId: lastLook() });
  expect(page.sighting.value).toEqual({ characters: null });
  page.look(strokes(1));
  page.receive({ kind: 'candidates', lookId: lastLook(), characters: [] });
  expect(page.sighting.value).toEqual({ characters: [] });
});

test('handwriting is offered as the core says, and not any more once the core has gone', () => {
  page.receive({ kind: 'offer', languages: ['zh-CN'] });
  expect(page.languages.value).toEqual(['zh-CN']);
  page.greet();
  expect(page.languages.value).toEqual([]);
});
