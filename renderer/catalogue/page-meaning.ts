/**
 * What is left of the page for those who do not see its colours, or do not see it: names and roles, the order in which it is written, and
 * whether anything is told by a hue alone. Each function is sent into the browser whole: beside the kit there it may use nothing from outside.
 */
import type { KitWindow } from './page-kit.ts';
import type { Direction, Piece } from './reading-order.ts';

/** What the browser itself tells assistive technology (Chromium, behind a switch that the audit sets). */
interface Announced {
  readonly computedRole: string;
  readonly computedName: string;
}

/** Everything that is not announced as what it is; one sentence each. */
export function measureNames(): string[] {
  const { scope, isSeen, named, targets } = (window as unknown as KitWindow).auditKit;
  const announced = (element: Element): Announced => element as unknown as Announced;
  const heard = (words: string): string => words.normalize('NFKC').replaceAll(/[\s\p{P}\p{S}]/gu, '').toLowerCase();
  const shownWords = (element: Element): string => (element instanceof HTMLElement ? element.innerText : '');
  const findings: string[] = [];

  // In one part of the page: the same words in another do the same.
  const names = new Map<Element | null, Set<string>>();
  for (const target of targets()) {
    const part = target.closest('main, footer, aside, section, [role="dialog"]');
    const before = names.get(part) ?? new Set();
    const { computedName } = announced(target);
    // A plain button needs not be asked, which takes its time.
    const role = target.matches('button:not([role])') ? 'button' : announced(target).computedRole;
    if (role !== 'button') findings.push(`announced as ${role}, not as a button: ${named(target)}`);
    if (computedName.trim() === '') findings.push(`nothing is announced for ${named(target)}`);
    else if (!heard(computedName).includes(heard(shownWords(target)))) findings.push(`announced as "${computedName}", not as shown: ${named(target)}`);
    else if (before.has(computedName)) findings.push(`two buttons are announced as "${computedName}"`);
    names.set(part, before.add(computedName));
  }
  for (const control of [...scope().querySelectorAll('button, a[href], input, select, textarea, [role="button"], [tabindex="0"]')].filter(isSeen)) {
    if (!control.matches('[data-doable]')) findings.push(`can be done and the four keys pass it by: ${named(control)}`);
  }
  for (const picture of [...scope().querySelectorAll('[role="img"]')].filter(isSeen)) {
    if (announced(picture).computedName.trim() === '') findings.push(`a picture without words: ${named(picture)}`);
  }
  if (scope().matches('[role="dialog"]')) {
    if (announced(scope()).computedName.trim() === '') findings.push('the question over the page has no name');
  } else {
    const headings = [...scope().querySelectorAll('h1')].filter(isSeen);
    const [heading] = headings;
    if (headings.length !== 1 || !heading || announced(heading).computedRole !== 'heading' || announced(heading).computedName.trim() === '') {
      findings.push(`announced with ${headings.length} headings of the page, or with one that is none`);
    }
  }
  return findings;
}

/** The mode that each button chooses of those that are seen and can be touched now; one entry a button. */
export function offeredModes(): string[] {
  const { targets } = (window as unknown as KitWindow).auditKit;
  return targets().map((target) => target.getAttribute('data-chooses') ?? '').filter((mode) => mode !== '');
}

/**
 * What is read or done in one piece, in the order of the document. The facts in the status line have no order among themselves: it is one
 * piece. Boxes are of the letters, not of the lines, which may reach into one another.
 */
export function readingPieces(): { readonly pieces: Piece[]; readonly page: Direction } {
  const { scope, isSeen, lines, named } = (window as unknown as KitWindow).auditKit;
  const directionOf = (element: Element): Direction => (getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr');
  const blockOf = (element: Element): Element => (getComputedStyle(element).display === 'inline' && element.parentElement ? blockOf(element.parentElement) : element);
  const ofOnePiece = '[data-doable], [role="img"]';
  const boxes = new Map<Element, DOMRect[]>();
  const add = (element: Element, box: DOMRect): unknown => boxes.set(element, [...(boxes.get(element) ?? []), box]);
  for (const element of [...scope().querySelectorAll(ofOnePiece)].filter(isSeen)) add(element, element.getBoundingClientRect());
  for (const { element, box } of lines()) add(element.closest(ofOnePiece) ?? element.closest('header') ?? blockOf(element), box);
  const ordered = [...boxes].sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const pieces = ordered.map(([element, rects]): Piece => ({
    // Whatever way its own words run, it lies where what is around it lays it.
    label: named(element), direction: directionOf(element.parentElement ?? element),
    left: Math.min(...rects.map(({ left }) => left)), top: Math.min(...rects.map(({ top }) => top)),
    right: Math.max(...rects.map(({ right }) => right)), bottom: Math.max(...rects.map(({ bottom }) => bottom)),
  }));
  return { pieces, page: directionOf(scope()) };
}

/**
 * What only a hue tells apart, which is nothing in grey: neighbours alike in words and shape, a state of a button and its opposite, and
 * words among other words. Told apart is what differs in shape, in words, or by a contrast of 3:1 (WCAG technique G183).
 */
export function measureHues(): string[] {
  const { scope, isSeen, named, ground, contrast, faded } = (window as unknown as KitWindow).auditKit;
  interface Look { readonly shape: string; readonly colours: readonly string[] }
  const enough = 3;
  const lookOf = (element: Element): Look => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const behind = ground(element);
    const colour = faded(style.color, behind, 1);
    // Drawings inside differ by their lines.
    const drawings = [...element.querySelectorAll('svg')].map((drawing) => drawing.innerHTML).join('');
    const border = Number.parseFloat(style.borderTopWidth) > 0 ? faded(style.borderTopColor, behind, 1) : behind;
    return {
      shape: JSON.stringify([
        element.tagName, Math.round(width / 8), Math.round(height / 8), style.borderTopStyle, style.borderTopWidth, style.borderRadius, style.fontWeight, style.fontSize,
        style.textDecorationLine, drawings, element instanceof HTMLElement ? element.innerText : '',
      ]),
      colours: [behind, border, colour],
    };
  };
  const isToldApart = (one: Look, other: Look): boolean =>
    one.shape !== other.shape || one.colours.some((colour, index) => contrast(colour, other.colours[index] ?? colour) >= enough);
  const isAlike = (one: Look, other: Look): boolean => one.shape === other.shape && one.colours.join() === other.colours.join();
  const findings: string[] = [];

  const parents = new Set([...scope().querySelectorAll('*')].flatMap((element) => (element.parentElement && !element.closest('svg') && isSeen(element) ? [element.parentElement] : [])));
  for (const parent of parents) {
    const looks = [...parent.children].filter((child) => child instanceof HTMLElement && isSeen(child)).map((child) => ({ child, look: lookOf(child) }));
    for (const [index, one] of looks.entries()) {
      const other = looks.slice(index + 1).find(({ look }) => !isAlike(one.look, look) && !isToldApart(one.look, look));
      if (other) findings.push(`told apart by hue alone: ${named(one.child)} and ${named(other.child)}`);
    }
  }

  for (const element of [...scope().querySelectorAll('[aria-pressed], [aria-checked], [aria-selected], [aria-disabled]')].filter(isSeen)) {
    for (const state of ['aria-pressed', 'aria-checked', 'aria-selected', 'aria-disabled']) {
      const now = element.getAttribute(state);
      if (now === null) continue;
      const look = lookOf(element);
      element.setAttribute(state, now === 'true' ? 'false' : 'true');
      if (!isToldApart(look, lookOf(element))) findings.push(`${state} is not seen in grey: ${named(element)}`);
      element.setAttribute(state, now);
    }
  }

  for (const element of [...scope().querySelectorAll('*')].filter((one) => isSeen(one) && !one.closest('svg') && (one.textContent ?? '').trim() !== '')) {
    const around = element.parentElement;
    if (!around || ![...around.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')) continue;
    const [style, others] = [getComputedStyle(element), getComputedStyle(around)];
    const isMarked = style.fontWeight !== others.fontWeight || style.fontSize !== others.fontSize || style.textDecorationLine !== 'none' || style.display !== 'inline';
    if (!isMarked && style.color !== others.color && contrast(style.color, others.color) < enough) findings.push(`words marked by hue alone: ${named(element)}`);
  }
  return findings;
}
