/** Looks at the stage whenever it has changed or a key has moved the focus, and has the narrator read what there is. */
import type { Narrator } from './narrator.ts';
import { spokenParts } from './spoken-parts.ts';

export interface StageReaderOptions {
  readonly stage: HTMLElement;
  readonly narrator: Pick<Narrator, 'look' | 'focus' | 'hold' | 'select'>;
  readonly ofScreen: (screenId: string) => void;
}

/** One change of a screen comes in several steps; this much later they have all come. */
const settleMs = 80;
const watched = ['style', 'class', 'hidden', 'lang', 'aria-label', 'aria-hidden', 'aria-busy', 'aria-pressed', 'aria-checked', 'aria-selected', 'data-screen-id'];

const doableAround = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>('[data-doable]') ?? null;

/** Reads at once what is there. Returns how to stop. */
export function readStage({ stage, narrator, ofScreen }: StageReaderOptions): () => void {
  let settling = 0;
  let movedTo: HTMLElement | null = null;
  /** Fingers bring the focus along too, and need not be told what they touch. */
  let byKey = false;

  const look = (): void => {
    settling = 0;
    const screenId = stage.querySelector('[data-screen-id]')?.getAttribute('data-screen-id') ?? null;
    if (screenId === null) return;
    // Lists that are being measured show everything for a moment, unseen.
    if (stage.querySelector('[aria-busy="true"]')) {
      lookSoon();
      return;
    }
    ofScreen(screenId);
    const focused = doableAround(stage.ownerDocument.activeElement);
    const isNew = narrator.look({ screenId, parts: spokenParts(stage), focused: (focused && spokenParts(focused)[0]) ?? null });
    const [part] = movedTo?.isConnected ? spokenParts(movedTo) : [];
    movedTo = null;
    if (part && !isNew) narrator.focus(part);
  };
  const lookSoon = (): void => {
    if (settling === 0) settling = window.setTimeout(look, settleMs);
  };
  const onFocus = ({ target }: FocusEvent): void => {
    const doable = target instanceof Element ? doableAround(target) : null;
    if (!byKey || !doable) return;
    movedTo = doable;
    narrator.hold();
    lookSoon();
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    byKey = true;
    if (key === 'Enter') narrator.select();
  };
  const onPointer = (): void => { byKey = false; };

  const observer = new MutationObserver(lookSoon);
  observer.observe(stage, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: watched });
  stage.addEventListener('focusin', onFocus);
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('pointerdown', onPointer, true);
  lookSoon();
  return () => {
    window.clearTimeout(settling);
    observer.disconnect();
    stage.removeEventListener('focusin', onFocus);
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('pointerdown', onPointer, true);
  };
}
