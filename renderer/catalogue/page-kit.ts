/** What all measures inside the browser share: what is in use, who is seen, how colours differ. Put into each page before its own scripts. */

/** What has the focus. */
export interface FocusSeen {
  /** Place among what can be done now, in the order of the document; `page` where nothing has the focus, `other` where something else has it. */
  readonly place: number | 'page' | 'other';
  readonly label: string;
  /** Whether one can see that it has the focus. */
  readonly visible: boolean;
}

export interface PageKit {
  /** What can be used now: the open dialog, or else the stage. Throws where there is no stage. */
  scope(): Element;
  isSeen(element: Element): boolean;
  /** What can be done now, in the order of the document. */
  targets(): Element[];
  /** Short enough for a finding. */
  named(element: Element): string;
  /** Contrast of two opaque colours as the browser computes them, by luminance alone: 1 to 21 (WCAG 2.2). */
  contrast(one: string, other: string): number;
  isClear(colour: string): boolean;
  /** The colour behind what this element shows, see-through layers laid over one another; with its own where it has one. */
  ground(element: Element | null): string;
  /** A colour as it looks on a ground, when only this share of it is left. */
  faded(colour: string, ground: string, share: number): string;
  /** How a box is told from the ground on which it lies: by its outline or its own ground, whichever shows more. */
  contrastOfBox(element: Element): number;
  /** How a colour of this element is told from what is behind it, faded as much as everything around makes it. */
  contrastOfInk(colour: string, element: Element, behind: string): number;
  isWithin(inner: DOMRect, outer: DOMRect): boolean;
  /** Where on the page text is drawn, line by line: one em around the middle of a line's box, which is higher than its letters. */
  lines(): readonly { readonly element: Element; readonly box: DOMRect }[];
  /** What leaves out some of what is drawn in this box of an element; the stage included. */
  cutBy(element: Element, box: DOMRect): string[];
  focus(): FocusSeen;
  /** From now on notes the focus whenever a key is released. */
  noteFocus(): void;
  /** What was noted, in order; no more is. */
  notedFocus(): readonly FocusSeen[];
}

export interface KitWindow {
  readonly auditKit: PageKit;
}

/** Runs inside the browser: uses nothing from outside itself. */
function makeKit(): PageKit {
  const isSeen = (element: Element): boolean => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest('.visually-hidden');
  const scope = (): Element => {
    const stage = document.querySelector('.stage');
    if (!stage) throw new Error('there is no stage');
    return stage.querySelector('[role="dialog"]') ?? stage;
  };
  const named = (element: Element): string =>
    `<${element.tagName.toLowerCase()} ${element.getAttribute('class') ?? ''}> "${(element.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 24)}"`;

  // Computed colours are `rgb(r, g, b)` or `rgba(r, g, b, a)`.
  const channels = (colour: string): [number, number, number, number] => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const isClear = (colour: string): boolean => channels(colour)[3] === 0;
  const luminance = (colour: string): number => {
    const [red, green, blue] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const faded = (colour: string, behind: string, share: number): string => {
    const [above, below] = [channels(colour), channels(behind)];
    const cover = above[3] * share;
    return `rgb(${[0, 1, 2].map((channel) => (above[channel] ?? 0) * cover + (below[channel] ?? 0) * (1 - cover)).join(', ')})`;
  };
  const ground = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 1 ? backgroundColor : faded(backgroundColor, ground(element.parentElement), 1);
  };
  const contrastOfBox = (element: Element): number => {
    const { backgroundColor, borderTopWidth, borderTopColor } = getComputedStyle(element);
    const behind = ground(element.parentElement);
    const marks = [backgroundColor, ...(Number.parseFloat(borderTopWidth) > 0 ? [borderTopColor] : [])].filter((colour) => !isClear(colour));
    return Math.max(1, ...marks.map((colour) => contrast(faded(colour, behind, 1), behind)));
  };

  /** How much of it is left by all that is half see-through around it. */
  const shareOf = (element: Element | null): number => (element ? Number.parseFloat(getComputedStyle(element).opacity) * shareOf(element.parentElement) : 1);
  const contrastOfInk = (colour: string, element: Element, behind: string): number => contrast(faded(colour, behind, shareOf(element)), behind);

  const slack = 1.5;
  const isWithin = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - slack && inner.top >= outer.top - slack && inner.right <= outer.right + slack && inner.bottom <= outer.bottom + slack;
  /** Parts of the frame, which are meant to hold everything in them, whether or not they cut it. */
  const holders = '.stage, .main, .status, .foot, .layout, .touch';
  const cutBy = (element: Element, box: DOMRect): string[] => {
    const found: string[] = [];
    for (let around: Element | null = element; around; around = around.matches('.stage') ? null : around.parentElement) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(around);
      const holds = overflowX !== 'visible' || overflowY !== 'visible' || around.matches(holders);
      // Whatever shape is cut out, the audit does not work it out: nothing is to be cut.
      if (clipPath !== 'none' || (holds && !isWithin(box, around.getBoundingClientRect()))) found.push(around.matches('.stage') ? 'the stage' : named(around));
    }
    return found;
  };
  const lines = (): { element: Element; box: DOMRect }[] => {
    const found: { element: Element; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.textContent?.trim() || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      for (const line of range.getClientRects()) found.push({ element, box: new DOMRect(line.left, (line.top + line.bottom - em) / 2, line.width, em) });
    }
    return found;
  };

  const targets = (): Element[] => [...scope().querySelectorAll('[data-doable]')].filter(isSeen);
  const focus = (): FocusSeen => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return { place: 'page', label: '', visible: false };
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
    const behind = ground(focused.parentElement);
    const place = targets().indexOf(focused);
    const isDrawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !isClear(outlineColor);
    return {
      place: place < 0 ? 'other' : place,
      label: (focused.textContent ?? '').trim(),
      // WCAG 2.2, 1.4.11 and 2.4.13.
      visible: isDrawn && contrast(faded(outlineColor, behind, 1), behind) >= 3,
    };
  };
  let noted: FocusSeen[] = [];
  const note = (): unknown => noted.push(focus());
  const noteFocus = (): void => {
    noted = [];
    window.addEventListener('keyup', note, true);
  };
  const notedFocus = (): FocusSeen[] => {
    window.removeEventListener('keyup', note, true);
    return noted;
  };
  return {
    scope, isSeen, named, contrast, isClear, ground, faded, contrastOfBox, contrastOfInk, isWithin, lines, cutBy, targets, focus, noteFocus, notedFocus,
  };
}

/** The script that puts the kit into a page. */
export const kitScript = `window.auditKit = (${makeKit.toString()})();`;
