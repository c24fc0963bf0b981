import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import { catchFocus } from './lost-focus.ts';

/** A page as far as the focus goes: what has it, and the body, which has it where nothing else does. */
const page = { body: {}, activeElement: {} };
const keeper = { focus: vi.fn() } as unknown as HTMLElement;

beforeEach(() => {
  page.activeElement = page.body;
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.mocked(keeper.focus).mockClear();
});

test('a focus that nothing has any more goes to the keeper', async () => {
  await catchFocus(() => keeper);
  expect(keeper.focus).toHaveBeenCalledOnce();
});

test('a focus that something has stays there', async () => {
  page.activeElement = { id: 'another button' };
  await catchFocus(() => keeper);
  expect(keeper.focus).not.toHaveBeenCalled();
});

test('it is lost, and its keeper there, only once the page has followed its change', async () => {
  const pressed = {};
  page.activeElement = pressed;
  const looked: unknown[] = [];
  const caught = catchFocus(() => {
    looked.push(page.activeElement);
    return keeper;
  });
  expect(looked).toEqual([]);
  page.activeElement = page.body;
  await nextTick();
  await caught;
  expect(looked).toEqual([page.body]);
  expect(keeper.focus).toHaveBeenCalledOnce();
});

test('without a keeper it stays on nothing, and nothing breaks', async () => {
  await expect(catchFocus(() => null)).resolves.toBeUndefined();
  await expect(catchFocus(() => undefined)).resolves.toBeUndefined();
});
