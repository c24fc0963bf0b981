import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRenderer } from 'vue';
import { useMoment, type Moment } from './moment.ts';

/** Draws nothing: a moment only needs a component that lives and goes. */
const { createApp } = createRenderer<object, object>({
  createElement: () => ({}), createText: () => ({}), createComment: () => ({}), insert: () => undefined, remove: () => undefined, patchProp: () => undefined,
  setText: () => undefined, setElementText: () => undefined, parentNode: () => null, nextSibling: () => null,
});

function momentOf(ms: number): { readonly moment: Moment; readonly leave: () => void } {
  const made: Moment[] = [];
  const app = createApp({
    setup() {
      made.push(useMoment(ms));
      return () => null;
    },
  });
  app.mount({});
  const [moment] = made;
  if (!moment) throw new Error('the component was not set up');
  return { moment, leave: () => app.unmount() };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { setTimeout, clearTimeout });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('nothing lasts before it has begun', () => {
  expect(momentOf(300).moment.lasts.value).toBe(false);
});

test('a moment lasts as long as it was given, and no longer', () => {
  const { moment } = momentOf(300);
  moment.begin();
  expect(moment.lasts.value).toBe(true);
  vi.advanceTimersByTime(299);
  expect(moment.lasts.value).toBe(true);
  vi.advanceTimersByTime(1);
  expect(moment.lasts.value).toBe(false);
});

test('one that is begun again lasts its whole time from then on', () => {
  const { moment } = momentOf(300);
  moment.begin();
  vi.advanceTimersByTime(200);
  moment.begin();
  vi.advanceTimersByTime(299);
  expect(moment.lasts.value).toBe(true);
  vi.advanceTimersByTime(1);
  expect(moment.lasts.value).toBe(false);
});

test('one that has passed can be begun anew', () => {
  const { moment } = momentOf(300);
  moment.begin();
  vi.advanceTimersByTime(300);
  moment.begin();
  expect(moment.lasts.value).toBe(true);
});

test('whoever is gone leaves no clock running', () => {
  const { moment, leave } = momentOf(300);
  moment.begin();
  leave();
  expect(vi.getTimerCount()).toBe(0);
});
