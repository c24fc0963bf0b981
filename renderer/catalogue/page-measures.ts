/** Measures the page as it stands, inside the browser: each function is sent there whole, so none may use what is outside it. */

/** Thresholds in CSS pixels, made from millimetres on the panel. */
export interface Limits {
  readonly capitalPx: number;
  readonly capitalHeightOfEm: number;
  readonly targetPx: number;
  readonly gapPx: number;
  /** Highest place of anything to touch, from the top of the stage. */
  readonly reachTopPx: number;
  /** Lowest place of it, which nobody in any mode has to bend below. */
  readonly reachBottomPx: number;
  /** Least contrast between a target and the ground it lies on, as luminance alone tells it, which is all that is left in grey. */
  readonly targetContrast: number;
}

/** Everything on the stage that is too small, too near, cut off, covered or outside; one sentence each, empty when all is well. */
export function measureStage(limits: Limits): string[] {
  const findings: string[] = [];
  const stage = document.querySelector<HTMLElement>('.stage');
  if (!stage) return ['there is no stage'];
  const slack = 1.5;
  const name = (element: Element): string => `<${element.tagName.toLowerCase()} ${element.className}> "${(element.textContent ?? '').trim().slice(0, 24)}"`;
  const isSeen = (element: Element): boolean => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest('.visually-hidden');
  const isWithin = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - slack && inner.top >= outer.top - slack && inner.right <= outer.right + slack && inner.bottom <= outer.bottom + slack;

  // Colours, as a browser computes them: `rgb(r, g, b)` or `rgba(r, g, b, a)`.
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const isClear = (colour: string): boolean => channels(colour)[3] === 0;
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundOf = (element: Element): string => {
    for (let around = element.parentElement; around; around = around.parentElement) {
      const { backgroundColor } = getComputedStyle(around);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  /** By its outline or by its own ground, whichever shows more. */
  const contrastOfTarget = (element: Element): number => {
    const style = getComputedStyle(element);
    const marks = [style.backgroundColor, ...(Number.parseFloat(style.borderTopWidth) > 0 ? [style.borderTopColor] : [])].filter((colour) => !isClear(colour));
    return Math.max(1, ...marks.map((colour) => contrastOf(colour, groundOf(element))));
  };

  const dialog = stage.querySelector('[role="dialog"]');
  const scope = dialog ?? stage;

  // Text: high enough, inside the stage and inside everything that could cut it off, and not over other text.
  const texts: { element: Element; box: DOMRect }[] = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const em = Number.parseFloat(getComputedStyle(element).fontSize);
    // A line's box is higher than its letters; one em around its middle is what ink there can be.
    for (const line of range.getClientRects()) texts.push({ element, box: new DOMRect(line.left, (line.top + line.bottom - em) / 2, line.width, em) });
    const capital = em * limits.capitalHeightOfEm;
    if (capital < limits.capitalPx - 0.1) findings.push(`text too small (${capital.toFixed(1)} px capital): ${name(element)}`);
  }
  for (const { element, box } of texts) {
    if (!isWithin(box, stage.getBoundingClientRect())) findings.push(`text outside the stage: ${name(element)}`);
    for (let around: Element | null = element; around && around !== stage; around = around.parentElement) {
      const cuts = getComputedStyle(around).overflowY !== 'visible' || around.matches('.main, .status, .foot, .layout, .touch');
      if (cuts && !isWithin(box, around.getBoundingClientRect())) findings.push(`text cut off by ${name(around)}: ${name(element)}`);
    }
  }
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > slack && down > slack) findings.push(`text over text: ${name(one.element)} and ${name(other.element)}`);
    }
  }

  // Targets: large enough, far enough apart, inside the stage.
  const targets = [...scope.querySelectorAll('[data-doable]')].filter(isSeen).map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const [index, { element, box }] of targets.entries()) {
    if (Math.min(box.width, box.height) < limits.targetPx - 0.5) findings.push(`target too small (${box.width.toFixed(0)}×${box.height.toFixed(0)} px): ${name(element)}`);
    if (!isWithin(box, stage.getBoundingClientRect())) findings.push(`target outside the stage: ${name(element)}`);
    if (box.top < limits.reachTopPx - slack) findings.push(`target too high (${(limits.reachTopPx - box.top).toFixed(0)} px above reach): ${name(element)}`);
    if (box.bottom > limits.reachBottomPx + slack) findings.push(`target too low (${(box.bottom - limits.reachBottomPx).toFixed(0)} px below reach): ${name(element)}`);
    const contrast = contrastOfTarget(element);
    if (contrast < limits.targetContrast - 0.05) findings.push(`target hardly told from its ground (${contrast.toFixed(1)}:1): ${name(element)}`);
    for (const other of targets.slice(index + 1)) {
      const across = Math.max(box.left, other.box.left) - Math.min(box.right, other.box.right);
      const down = Math.max(box.top, other.box.top) - Math.min(box.bottom, other.box.bottom);
      if (Math.max(across, down) < limits.gapPx - 0.5) findings.push(`targets too near (${Math.max(across, down).toFixed(0)} px): ${name(element)} and ${name(other.element)}`);
    }
  }

  // Marks that mean something in a picture: told from its ground by luminance alone, and not tiny.
  for (const mark of [...scope.querySelectorAll('svg [data-mark]')].filter(isSeen)) {
    const ground = mark.closest('svg')?.querySelector('[data-ground]');
    const { fill, stroke } = getComputedStyle(mark);
    const contrast = ground ? contrastOf(fill === 'none' ? stroke : fill, getComputedStyle(ground).fill) : 1;
    if (contrast < limits.targetContrast - 0.05) findings.push(`mark hardly told from its ground (${contrast.toFixed(1)}:1): <${mark.tagName} ${mark.getAttribute('class') ?? ''}>`);
    const { width, height } = mark.getBoundingClientRect();
    if (Math.max(width, height) < limits.gapPx) findings.push(`mark too small (${width.toFixed(0)}×${height.toFixed(0)} px): <${mark.tagName} ${mark.getAttribute('class') ?? ''}>`);
  }

  // Nothing waits behind a scroll.
  for (const element of stage.querySelectorAll('*')) {
    if (getComputedStyle(element).overflowY === 'visible' || element.tagName === 'VIDEO' || element.closest('.visually-hidden, svg')) continue;
    if (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2) findings.push(`more inside than is shown: ${name(element)}`);
  }
  return findings;
}

/** Height of a capital letter as a part of the font size, measured on the font the page really shows. */
export function measureCapital(): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  const stage = document.querySelector('.stage') ?? document.body;
  context.font = `400 1000px ${getComputedStyle(stage).fontFamily}`;
  return context.measureText('H').actualBoundingBoxAscent / 1000;
}

/** Whether the focus is on the screen's heading, where it belongs when a screen is new (or in the dialog, where one is open). */
export function isFocusAtHome(): boolean {
  const focused = document.activeElement;
  const dialog = document.querySelector('[role="dialog"]');
  return dialog ? dialog.contains(focused) : focused?.matches('[data-heading]') === true;
}

export interface FocusSeen {
  /** Place among all targets of the page in document order; -1 where the focus is on none. */
  readonly place: number;
  readonly label: string;
  /** Whether one can see that it has the focus. */
  readonly visible: boolean;
  /** Its upper and lower edge, in pixels of the window. */
  readonly top: number;
  readonly bottom: number;
}

/** The element that has the focus. */
export function describeFocus(): FocusSeen {
  const focused = document.activeElement;
  if (!focused) return { place: -1, label: '', visible: false, top: 0, bottom: 0 };
  const style = getComputedStyle(focused);
  const { top, bottom } = focused.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll('[data-doable]')].indexOf(focused),
    label: (focused.textContent ?? '').trim(),
    visible: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    top, bottom,
  };
}

/** How many targets a walk with the keys should meet: those that are shown, or those of the open dialog. */
export function countTargets(): number {
  const scope = document.querySelector('[role="dialog"]') ?? document;
  return [...scope.querySelectorAll('[data-doable]')].filter((element) => element.getClientRects().length > 0).length;
}

/** Whether the screen needed more than one page for what it tells. */
export function isPaged(): boolean {
  return document.querySelector('.page-button') !== null;
}
