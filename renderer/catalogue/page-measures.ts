/** Measures the page as it stands, inside the browser: each function is sent there whole, so that beside the kit there it may use nothing from outside. */
import type { KitWindow } from './page-kit.ts';

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
  /** Least contrast between letters and the ground they stand on, of all sizes. */
  readonly textContrast: number;
  /** Least contrast between what means something without being letters, and the ground it lies on, as luminance alone tells it: all that is left in grey. */
  readonly graphicContrast: number;
}

/**
 * Whether there is anything that could be measured: a stage as large as its panel, words on it in the font of the page and not in another
 * one of the machine, and lengths to compare with.
 */
function measureGround(limits: Limits): string[] {
  const { lines } = (window as unknown as KitWindow).auditKit;
  const stage = document.querySelector('.stage') ?? document.body;
  const { width, height } = stage.getBoundingClientRect();
  const findings: string[] = [];
  if (!Object.values(limits).every(Number.isFinite)) findings.push('the panel has no size');
  if (Math.abs(width - window.innerWidth) > 1 || Math.abs(height - window.innerHeight) > 1) findings.push(`the stage is ${width.toFixed(0)}×${height.toFixed(0)} px, and not as large as the panel`);
  if (lines().length === 0) findings.push('nothing is written on it');

  // What has no face that is loaded is drawn in the next font of the list. Only what is drawn is loaded, and of the faces whose ranges overlap
  // one is enough: asked for is one of those that have the character. A character that the font lacks belongs to the next font.
  const unquoted = (family: string): string => family.trim().replaceAll('"', '');
  const faces = [...document.fonts].map((face) => ({ face, family: unquoted(face.family), weight: face.weight, isLoaded: face.status === 'loaded' }));
  const covers = ({ unicodeRange }: FontFace, code: number): boolean => unicodeRange.split(',').some((range) => {
    const [from = Infinity, to = from] = range.trim().slice('U+'.length).split('-').map((end) => Number.parseInt(end, 16));
    return from <= code && code <= to;
  });
  const written = new Map<string, { readonly family: string; readonly fontWeight: string; readonly codes: Set<number> }>();
  for (const element of new Set(lines().map((line) => line.element))) {
    const { fontFamily, fontWeight } = getComputedStyle(element);
    const family = unquoted(fontFamily.split(',')[0] ?? '');
    const { codes } = written.get(`${family} ${fontWeight}`) ?? { codes: new Set<number>() };
    written.set(`${family} ${fontWeight}`, { family, fontWeight, codes });
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) for (const character of (node.textContent ?? '').replaceAll(/\s/g, '')) codes.add(character.codePointAt(0) ?? 0);
    }
  }
  const strange = [...written.values()].flatMap(({ family, fontWeight, codes }) => {
    const ofFamily = faces.filter((one) => one.family === family);
    const ofWeight = ofFamily.filter(({ weight }) => weight === fontWeight);
    if (ofWeight.length === 0) return [ofFamily.length > 0 ? `the font ${family} has no letters of the weight ${fontWeight}` : `the font ${family} is not loaded`];
    // Those that are not loaded are hundreds: they are asked only for what no loaded one has.
    const undrawn = ofWeight.filter(({ isLoaded }) => isLoaded).reduce((left, { face }) => left.filter((code) => !covers(face, code)), [...codes]);
    return undrawn.some((code) => ofWeight.some(({ face }) => covers(face, code))) ? [`the font ${family} is not loaded`] : [];
  });
  return [...findings, ...strange];
}

/** Letters that are too small, too pale, cut off, outside, or over one another. */
function measureText(limits: Limits): string[] {
  const { lines, named, cutBy, ground, contrastOfInk } = (window as unknown as KitWindow).auditKit;
  const findings: string[] = [];
  const drawn = lines();
  for (const element of new Set(drawn.map((line) => line.element))) {
    const { fontSize, color } = getComputedStyle(element);
    const capital = Number.parseFloat(fontSize) * limits.capitalHeightOfEm;
    if (capital < limits.capitalPx - 0.1) findings.push(`text too small (${capital.toFixed(1)} px capital): ${named(element)}`);
    const contrast = contrastOfInk(color, element, ground(element));
    if (contrast < limits.textContrast - 0.05) findings.push(`text hardly told from its ground (${contrast.toFixed(1)}:1): ${named(element)}`);
  }
  for (const { element, box } of drawn) findings.push(...cutBy(element, box).map((around) => (around === 'the stage' ? `text outside the stage: ${named(element)}` : `text cut off by ${around}: ${named(element)}`)));
  for (const [index, one] of drawn.entries()) {
    for (const other of drawn.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1.5 && down > 1.5) findings.push(`text over text: ${named(one.element)} and ${named(other.element)}`);
    }
  }
  return findings;
}

/** What can be done and is too small to hit, too near to something else, out of reach, outside, or hardly seen. */
function measureTargets(limits: Limits): string[] {
  const { targets, named, isWithin, contrastOfBox } = (window as unknown as KitWindow).auditKit;
  const findings: string[] = [];
  const stage = document.querySelector('.stage')?.getBoundingClientRect() ?? new DOMRect();
  const boxes = targets().map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const [index, { element, box }] of boxes.entries()) {
    if (Math.min(box.width, box.height) < limits.targetPx - 0.5) findings.push(`target too small (${box.width.toFixed(0)}×${box.height.toFixed(0)} px): ${named(element)}`);
    if (!isWithin(box, stage)) findings.push(`target outside the stage: ${named(element)}`);
    if (box.top < limits.reachTopPx - 1.5) findings.push(`target too high (${(limits.reachTopPx - box.top).toFixed(0)} px above reach): ${named(element)}`);
    if (box.bottom > limits.reachBottomPx + 1.5) findings.push(`target too low (${(box.bottom - limits.reachBottomPx).toFixed(0)} px below reach): ${named(element)}`);
    const contrast = contrastOfBox(element);
    if (contrast < limits.graphicContrast - 0.05) findings.push(`target hardly told from its ground (${contrast.toFixed(1)}:1): ${named(element)}`);
    for (const other of boxes.slice(index + 1)) {
      const across = Math.max(box.left, other.box.left) - Math.min(box.right, other.box.right);
      const down = Math.max(box.top, other.box.top) - Math.min(box.bottom, other.box.bottom);
      if (Math.max(across, down) < limits.gapPx - 0.5) findings.push(`targets too near (${Math.max(across, down).toFixed(0)} px): ${named(element)} and ${named(other.element)}`);
    }
  }
  return findings;
}

/** Drawings that mean something and are hardly told from their ground, tiny, cut off or outside. */
function measureDrawings(limits: Limits): string[] {
  const { scope, isSeen, named, contrast, contrastOfBox, contrastOfInk, ground, cutBy } = (window as unknown as KitWindow).auditKit;
  const findings: string[] = [];
  const seen = (selector: string): Element[] => [...scope().querySelectorAll(selector)].filter(isSeen);
  const judge = (kind: string, element: Element, ratio: number): void => {
    if (ratio < limits.graphicContrast - 0.05) findings.push(`${kind} hardly told from its ground (${ratio.toFixed(1)}:1): ${named(element)}`);
  };
  for (const mark of seen('svg [data-mark]')) {
    const under = mark.closest('svg')?.querySelector('[data-ground]');
    const { fill, stroke } = getComputedStyle(mark);
    judge('mark', mark, under ? contrast(fill === 'none' ? stroke : fill, getComputedStyle(under).fill) : 1);
    const { width, height } = mark.getBoundingClientRect();
    if (Math.max(width, height) < limits.gapPx) findings.push(`mark too small (${width.toFixed(0)}×${height.toFixed(0)} px): ${named(mark)}`);
  }
  // Signs are drawn in the colour of their words.
  for (const sign of seen('svg.icon')) judge('sign', sign, contrastOfInk(getComputedStyle(sign).stroke, sign, ground(sign.parentElement)));
  // Places that are filled one after the other.
  for (const place of seen('[role="img"] > span')) judge('place', place, contrastOfBox(place));
  for (const drawing of seen('svg, img, video')) {
    findings.push(...cutBy(drawing.parentElement ?? drawing, drawing.getBoundingClientRect()).map((around) => `drawing cut off by ${around}: ${named(drawing)}`));
  }
  return findings;
}

/** Lines that begin with what closes a clause, which no reader of Chinese expects: the clause before it is longer than its line. */
function measureBreaks(): string[] {
  const { scope, isSeen, named } = (window as unknown as KitWindow).auditKit;
  const closing = '，。、；：？！）》」』';
  const findings: string[] = [];
  const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (!element || !isSeen(element)) continue;
    const boxOf = (place: number): DOMRect => {
      const range = document.createRange();
      range.setStart(node as Node, place);
      range.setEnd(node as Node, place + 1);
      return range.getBoundingClientRect();
    };
    for (const [place, sign] of [...text].entries()) {
      if (place > 0 && closing.includes(sign) && boxOf(place).top >= boxOf(place - 1).bottom - 1) findings.push(`a line begins with "${sign}": ${named(element)}`);
    }
  }
  return findings;
}

/** What waits behind a scroll, downwards or sideways. */
function measureScrolls(): string[] {
  const { named } = (window as unknown as KitWindow).auditKit;
  return [document.documentElement, ...document.querySelectorAll('.stage, .stage *')].flatMap((element) => {
    if (element.tagName === 'VIDEO' || element.closest('.visually-hidden, svg')) return [];
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX === 'visible' && overflowY === 'visible') return [];
    const isAll = element.scrollHeight <= element.clientHeight + 2 && element.scrollWidth <= element.clientWidth + 2;
    return isAll ? [] : [`more inside than is shown: ${named(element)}`];
  });
}

/** Everything that a ruler and a light meter find wrong with the page; one sentence each. */
export const measures = [measureGround, measureText, measureTargets, measureDrawings, measureBreaks, measureScrolls] as const;

/**
 * Whether a finger gets to everything that can be done, and an eye to everything that is written: nothing lies over it, and of what lies
 * under an open question nothing can be touched. To be asked when the screen has settled.
 */
export function measureCovers(): string[] {
  const { scope, lines, named, targets, isClear } = (window as unknown as KitWindow).auditKit;
  const findings: string[] = [];
  const at = (left: number, top: number): Element | null => document.elementFromPoint(left, top);
  /** In from the edge, where a round corner no longer counts. */
  const inset = 0.2;
  for (const target of targets()) {
    const { left, top, width, height } = target.getBoundingClientRect();
    const spots = [[0.5, 0.5], [inset, inset], [1 - inset, inset], [inset, 1 - inset], [1 - inset, 1 - inset]] as const;
    const over = spots.map(([across, down]) => at(left + width * across, top + height * down)).find((hit) => !target.contains(hit));
    if (over !== undefined) findings.push(`a finger does not get to ${named(target)}${over ? `, but to ${named(over)}` : ''}`);
  }
  if (scope().matches('[role="dialog"]')) {
    for (const target of document.querySelectorAll('[data-doable]')) {
      const { left, top, width, height } = target.getBoundingClientRect();
      if (!scope().contains(target) && target.contains(at(left + width / 2, top + height / 2))) findings.push(`can be touched under the question: ${named(target)}`);
    }
  }

  const hasInk = (element: Element): boolean => element.closest('svg') !== null || element.matches('img, video') || !isClear(getComputedStyle(element).backgroundColor);
  for (const { element, box } of lines()) {
    const hit = at(box.left + box.width / 2, box.top + box.height / 2);
    if (hit && !hit.contains(element) && !element.contains(hit) && hasInk(hit)) findings.push(`text covered by ${named(hit)}: ${named(element)}`);
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

/** Whether the screen needed more than one page for what it tells. */
export function isPaged(): boolean {
  return document.querySelector('.page-button') !== null;
}
