/** Where the focus goes when what had it is gone: a browser would leave it on nothing. */
import { nextTick } from 'vue';

/** Once the page has followed its change: gives the focus to `keeper` where nothing has it any more. */
export async function catchFocus(keeper: () => HTMLElement | null | undefined): Promise<void> {
  await nextTick();
  if (document.activeElement === document.body) keeper()?.focus();
}
