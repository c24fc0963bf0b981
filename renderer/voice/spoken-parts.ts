/**
 * What there is to be said of the page: the text that is shown, in the order in which people need it. The kiosk's own voice and
 * the audit use the same function, so that what is spoken can be proved to be what is shown.
 */

export interface SpokenPart {
  readonly text: string;
  /** About the person: for a headset, not for bystanders. */
  readonly private: boolean;
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
  /**
   * `doable`: something that can be done, by its name. `timer`: changes by itself all the time. `guide`: how to use the voice;
   * needs to be said once, not on every screen.
   */
  readonly kind: 'heading' | 'text' | 'doable' | 'timer' | 'guide';
  /** The words for a picture, or for a button that shows nothing but one: they themselves are not shown. */
  readonly pictured: boolean;
  /** `around`: the frame's own buttons. `status`: where one is and what time it is. */
  readonly area: 'dialog' | 'screen' | 'around' | 'status';
  /** A switch that is on, a choice that is taken. */
  readonly chosen: boolean;
}

/**
 * Everything shown under `root`, part by part; of an open dialog only the dialog, which may have some of what can always be done in
 * it. The heading comes first, then the screen, then what can always be done, then the status line. Pictures are said by their
 * label; decoration (`aria-hidden`) and what is written for screen readers alone is not. What is marked `data-private` is private,
 * a button only where it is marked itself.
 * Self-contained, so that a test can send it into a browser whole.
 */
export function spokenParts(root: Element): SpokenPart[] {
  interface Piece { readonly unit: Element; readonly around: Element; readonly words: string }
  const units = '[data-doable], button, h1, h2, h3, h4, p, dl, li, td, th, label, figcaption, [role="img"]';
  const pictures = '[role="img"][aria-label], img[alt], video[aria-label]';
  const silent = '[aria-hidden="true"], .visually-hidden, script, style';
  const scope = root.querySelector('[role="dialog"]') ?? root;

  const isSeen = (element: Element): boolean => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const tidy = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
  const showsText = (element: Element): boolean => [...element.childNodes].some((child) =>
    (child instanceof Element ? isSeen(child) && showsText(child) : child.nodeType === Node.TEXT_NODE && tidy(child.textContent ?? '') !== ''));
  const nameOf = (element: Element): string => tidy(element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? '');

  const pieces: Piece[] = [];
  const collect = (element: Element): void => {
    if (element.matches(silent)) return;
    const named = element.matches(pictures) || (element.matches('[data-doable]') && nameOf(element) !== '');
    if (named) {
      if (isSeen(element)) pieces.push({ unit: element, around: element, words: nameOf(element) });
      return;
    }
    for (const child of element.childNodes) {
      if (child instanceof Element) collect(child);
      else if (child.nodeType === Node.TEXT_NODE && tidy(child.textContent ?? '') !== '' && isSeen(element)) {
        pieces.push({ unit: element.closest(units) ?? element, around: element, words: tidy(child.textContent ?? '') });
      }
    }
  };
  collect(scope);

  const languageOf = (element: Element): string => element.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
  const kindOf = (unit: Element): SpokenPart['kind'] => {
    if (unit.closest('[data-doable]')) return 'doable';
    if (unit.closest('[data-voice-guide]')) return 'guide';
    if (unit.closest('[role="timer"]') || unit.querySelector('time')) return 'timer';
    return unit.matches('h1, [data-heading]') ? 'heading' : 'text';
  };
  const areaOf = (unit: Element): SpokenPart['area'] => {
    if (scope !== root) return unit.closest('aside, section') ? 'around' : 'dialog';
    if (unit.closest('main')) return 'screen';
    return unit.closest('header') ? 'status' : 'around';
  };
  const isPrivate = (unit: Element, around: readonly Element[]): boolean => {
    const doable = unit.closest('[data-doable]');
    return doable ? doable.matches('[data-private]') : around.some((element) => element.closest('[data-private]') !== null);
  };
  const isChosen = (unit: Element): boolean => {
    const doable = unit.closest('[data-doable]') ?? unit;
    return ['aria-pressed', 'aria-checked', 'aria-selected'].some((state) => doable.getAttribute(state) === 'true');
  };

  /** Words of different elements are kept apart by a comma of their script; words of one run on. */
  const join = (group: readonly Piece[], language: string): string => {
    const comma = /^(zh|ja)/.test(language) ? '，' : ', ';
    return group.reduce((text, { around, words }, index) => {
      if (index === 0) return words;
      const apart = around !== group[index - 1]?.around && !/[，。：；！？,.:;!?]$/.test(text);
      return `${text}${apart ? comma : ' '}${words}`;
    }, '');
  };
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0]?.unit === piece.unit) last.push(piece);
    else groups.push([piece]);
  }
  const parts = groups.map((group): SpokenPart => {
    const unit = group[0]?.unit ?? scope;
    const language = languageOf(group[0]?.around ?? unit);
    return {
      text: join(group, language),
      private: isPrivate(unit, group.map(({ around }) => around)),
      language,
      kind: kindOf(unit),
      pictured: unit.matches(pictures) || (group[0]?.around === unit && nameOf(unit) !== '' && !showsText(unit)),
      area: areaOf(unit),
      chosen: isChosen(unit),
    };
  });
  const order = { dialog: 1, screen: 1, around: 2, status: 3 } as const;
  const rank = ({ kind, area }: SpokenPart): number => (kind === 'heading' ? 0 : order[area]);
  return parts.map((part, index) => ({ part, index })).sort((one, other) => rank(one.part) - rank(other.part) || one.index - other.index).map(({ part }) => part);
}
