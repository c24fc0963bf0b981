/** Proves for one look at the page that what is spoken is what is shown, from two readings made in different ways. */
import type { SpokenPart } from './spoken-parts.ts';

/**
 * Every run of text that the browser draws under `root` where somebody can see it, `aria-hidden` or not; of an open dialog only
 * the dialog's. Knows nothing of how the voice reads. Self-contained, so that a test can send it into a browser whole.
 */
export function shownTexts(root: Element): string[] {
  const scope = root.querySelector('[role="dialog"]') ?? root;
  const texts: string[] = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    const around: Element[] = [];
    for (let box = node.parentElement; box && box !== scope; box = box.parentElement) around.push(box);
    const range = document.createRange();
    range.selectNodeContents(node);
    const isDrawn = [...range.getClientRects()].some(({ width, height }) => width > 1 && height > 1);
    // Text for screen readers alone is drawn too, and cut away.
    const isCutAway = around.some((box) => getComputedStyle(box).clipPath !== 'none');
    const isVisible = node.parentElement !== null && getComputedStyle(node.parentElement).visibility === 'visible';
    if (words !== '' && isDrawn && isVisible && !isCutAway) texts.push(words);
  }
  return texts;
}

/** What makes words the same to the ear: letters, digits and signs that mean something; not spaces and stops. */
const heard = (words: string): string => words.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '').toLowerCase();

/** One sentence for each text that is shown and not spoken, or spoken and not shown; empty when all is well. */
export function compareSpoken(shown: readonly string[], parts: readonly SpokenPart[]): string[] {
  const spoken = parts.map(({ text }) => heard(text));
  const shownWhole = shown.map(heard).join('');
  const unsaid = shown.filter((words) => heard(words) !== '' && !spoken.some((text) => text.includes(heard(words))));
  // Several texts in a row may make one part. A picture is said by the words for it.
  const unseen = parts.filter(({ pictured, text }) => !pictured && !shownWhole.includes(heard(text)));
  return [
    ...unsaid.map((words) => `shown and not spoken: "${words}"`),
    ...unseen.map(({ text }) => `spoken and not shown: "${text}"`),
  ];
}
