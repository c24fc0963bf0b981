/**
 * Reads the page aloud: a new screen from its heading, afterwards only what changed, and what the focus comes to. What every screen
 * has around it is told once a visit, and whenever a screen is asked for again. Knows what is being read and how far; who speaks, and
 * whether it may, is decided elsewhere. No browser, no time.
 */
import type { SpokenPart } from './spoken-parts.ts';

/** One look at the page. */
export interface PageLook {
  readonly screenId: string;
  readonly parts: readonly SpokenPart[];
  /** What the focus is on; null where it is on nothing that can be done. */
  readonly focused: SpokenPart | null;
}

/** How one part ended; the core's own words for it. */
export type PartOutcome = 'spoken' | 'stopped' | 'failed' | 'withheld';

/** `reading`: the screen is being read. `held`: it was broken off and can go on. `done`: nothing is left of it. */
export type Reading = 'reading' | 'held' | 'done';

export interface NarratorPort {
  /** Says one part in the place of whatever is being said; its outcome comes back through `ended`. */
  say(part: SpokenPart): void;
  hush(): void;
  /** Told at every change. */
  reading(reading: Reading): void;
}

export interface Narrator {
  /** The page after it changed. True where a new screen or dialog is being read from its beginning. */
  look(look: PageLook): boolean;
  /** The focus was moved to this part. */
  focus(part: SpokenPart): void;
  /** The focus is being moved: nobody listens to the rest for now. */
  hold(): void;
  /** What has the focus was selected: its new name tells what came of that, even where it had the name before. */
  select(): void;
  /** The screen once more, from its heading. */
  repeat(): void;
  goOn(): void;
  /** The part said last has ended. */
  ended(outcome: PartOutcome): void;
  /** Nothing is read any more; the next look is a new screen. */
  rest(): void;
}

/** Seconds before the end of a countdown at which it is worth saying. */
const saidSeconds = [20, 10, 5];
const isSaidAt = (text: string): boolean => saidSeconds.some((seconds) => new RegExp(`(^|\\D)${seconds}(\\D|$)`).test(text));

const isDialog = (parts: readonly SpokenPart[]): boolean => parts.some(({ area }) => area === 'dialog');
/** The same words on the same kind of thing. */
const keyOf = ({ kind, text }: SpokenPart): string => `${kind} ${text}`;

const isOfFrame = ({ area }: SpokenPart): boolean => area === 'around' || area === 'status';
/** The clock is the same clock a minute later. */
const frameKeyOf = (part: SpokenPart): string => (part.kind === 'timer' ? part.kind : keyOf(part));

export function createNarrator(port: NarratorPort): Narrator {
  let last: PageLook | null = null;
  let screen: readonly SpokenPart[] = [];
  /** Index in `screen` of the part that is next, or was broken off. */
  let place = 0;
  /** Said in between, without losing the place. */
  let aside: SpokenPart[] = [];
  let saying: 'screen' | 'aside' | null = null;
  /** The screen was being read when it changed by itself: it is read on once the change was told. */
  let readsOn = false;
  /** What of the screen was told as a change since its reading began, and is not read a second time. */
  let toldAhead = new Set<string>();
  /** Names that things on this screen have had: one that gets its old name back by itself says nothing. */
  let known = new Set<string>();
  let selected = false;
  /** What of the frame this visit has heard, and how much of that when this reading began: the reading passes it over. */
  const told = new Set<string>();
  let passedOver: ReadonlySet<string> = new Set();
  /** Whether this visit was told how to use the voice, and whether this reading tells it. */
  let guided = false;
  let guiding = false;

  const state = (): Reading => (saying === 'screen' ? 'reading' : place < screen.length ? 'held' : 'done');
  const tell = (): void => port.reading(state());

  const nextUntold = (from: number): number => {
    const ahead = screen.slice(from).findIndex((part) => !toldAhead.has(keyOf(part)));
    return ahead < 0 ? screen.length : from + ahead;
  };
  const sayNext = (): void => {
    const [between] = aside;
    if (!between && readsOn) {
      saying = 'screen';
      readsOn = false;
    }
    if (!between && saying === 'screen') place = nextUntold(place);
    const part = between ?? (saying === 'screen' ? screen[place] : undefined);
    if (!part) {
      saying = null;
      tell();
      return;
    }
    saying = between ? 'aside' : 'screen';
    tell();
    port.say(part);
  };
  const readFrom = (next: number): void => {
    aside = [];
    readsOn = false;
    place = next;
    saying = 'screen';
    sayNext();
  };
  const sayAside = (parts: readonly SpokenPart[]): void => {
    aside = [...parts];
    saying = 'aside';
    sayNext();
  };

  /** How to use the voice comes first, where it is said at all. */
  const inOrder = (parts: readonly SpokenPart[]): SpokenPart[] => {
    const read = parts.filter((part) => part.kind !== 'guide' && !(isOfFrame(part) && passedOver.has(frameKeyOf(part))));
    return [...(guiding ? parts.filter(({ kind }) => kind === 'guide') : []), ...read];
  };

  const begin = (look: PageLook): void => {
    guiding = !guided;
    guided ||= look.parts.some(({ kind }) => kind === 'guide');
    passedOver = new Set(told);
    toldAhead = new Set();
    selected = false;
    screen = inOrder(look.parts);
    known = new Set(look.parts.map(keyOf));
    readFrom(0);
  };
  /** The reading goes on in what the page now shows. */
  const follow = (parts: readonly SpokenPart[]): void => {
    const next = screen[place];
    screen = inOrder(parts);
    const at = next ? screen.findIndex((part) => keyOf(part) === keyOf(next)) : screen.length;
    place = at < 0 ? Math.min(place, screen.length) : at;
  };

  const changesSince = (before: PageLook, look: PageLook): SpokenPart[] => {
    const old = new Set(before.parts.map(keyOf));
    const isNew = (part: SpokenPart | undefined): boolean => part !== undefined && !old.has(keyOf(part));
    // Among new things to do one of the same name as before is another: a list that took the place of a list is told whole.
    const isAmongNew = (part: SpokenPart, index: number): boolean => part.kind === 'doable' && isNew(look.parts[index - 1]) && isNew(look.parts[index + 1]);
    const fresh = look.parts.filter((part, index) => isNew(part) || isAmongNew(part, index));
    return fresh.filter((part) => {
      if (part.area === 'status') return false;
      if (part.kind === 'timer') return isSaidAt(part.text);
      // The frame's buttons change their names when pressed: worth saying to whoever stands on them.
      if (part.kind === 'doable' && part.area === 'around') return part.text === look.focused?.text && (selected || !known.has(keyOf(part)));
      return true;
    });
  };

  /** Whoever hears of something new to do may take it for what they are on: that is said once more, last. */
  const whereAfter = (changes: readonly SpokenPart[], { focused }: PageLook): SpokenPart[] => {
    const isNews = ({ kind, text }: SpokenPart): boolean => kind === 'doable' && text !== focused?.text;
    return focused && changes.some(isNews) && changes.at(-1)?.text !== focused.text ? [focused] : [];
  };

  const repeat = (): void => {
    if (!last) return;
    guiding = true;
    passedOver = new Set();
    toldAhead = new Set();
    screen = inOrder(last.parts);
    readFrom(0);
  };
  const tellOf = (part: SpokenPart | undefined): void => {
    if (part && isOfFrame(part)) told.add(frameKeyOf(part));
  };

  return {
    look(look) {
      const before = last;
      last = look;
      if (look.screenId !== before?.screenId || isDialog(look.parts) !== isDialog(before.parts)) {
        begin(look);
        return true;
      }
      const changes = changesSince(before, look);
      follow(look.parts);
      for (const part of look.parts) known.add(keyOf(part));
      if (changes.length > 0) {
        selected = false;
        readsOn ||= saying === 'screen';
        for (const part of changes) toldAhead.add(keyOf(part));
        sayAside(readsOn ? changes : [...changes, ...whereAfter(changes, look)]);
      }
      return false;
    },
    focus(part) {
      selected = false;
      readsOn = false;
      sayAside([part]);
    },
    select() {
      selected = true;
    },
    hold() {
      readsOn = false;
      if (saying === null) return;
      saying = null;
      aside = [];
      port.hush();
      tell();
    },
    repeat,
    goOn() {
      if (place < screen.length) readFrom(place);
      else repeat();
    },
    ended(outcome) {
      if (saying === null) return;
      if (outcome === 'stopped' || outcome === 'failed') {
        aside = [];
        readsOn = false;
        saying = null;
        tell();
        return;
      }
      tellOf(saying === 'aside' ? aside[0] : screen[place]);
      if (saying === 'aside') aside = aside.slice(1);
      else place += 1;
      sayNext();
    },
    rest() {
      last = null;
      screen = [];
      aside = [];
      readsOn = false;
      place = 0;
      if (saying !== null) port.hush();
      saying = null;
      tell();
    },
  };
}
