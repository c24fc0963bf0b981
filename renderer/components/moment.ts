/** What holds for a moment and then no longer: a page that settles, a word of thanks. */
import { onBeforeUnmount, readonly, ref, type Ref } from 'vue';

export interface Moment {
  readonly lasts: Readonly<Ref<boolean>>;
  /** Begins it; one that lasts begins anew. */
  begin(): void;
}

/** A moment of so many milliseconds; it ends with the component. */
export function useMoment(ms: number): Moment {
  const lasts = ref(false);
  let ending = 0;
  onBeforeUnmount(() => window.clearTimeout(ending));
  return {
    lasts: readonly(lasts),
    begin() {
      window.clearTimeout(ending);
      lasts.value = true;
      ending = window.setTimeout(() => { lasts.value = false; }, ms);
    },
  };
}
