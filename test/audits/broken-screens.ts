/** Screens that are broken on purpose, one fault each, and what the audit has to say of it. Each is whole before it is broken. */
import { defaultModes, type Modes } from '../../main/contract/index.ts';
import type { PanelName } from '../../renderer/catalogue/views.ts';

export interface BrokenScreen {
  /** What the audit sees. */
  readonly sees: string;
  readonly sample: string;
  readonly panel?: PanelName;
  readonly modes?: Partial<Modes>;
  /** Rules put over those of the page, or something done to it inside the browser. */
  readonly broken: string | ((argument: string) => unknown);
  readonly argument?: string;
  readonly finding: RegExp;
}

export const plain: Modes = { ...defaultModes, language: 'en' };

const sizes: readonly BrokenScreen[] = [
  { sees: 'text too small to read', sample: 'consent', broken: '.stage h1 { font-size: 12px !important }', finding: /text too small/ },
  {
    sees: 'letters of a font that are lower than their size says', sample: 'consent', finding: /capitals are 0\.\d+ of the font size/,
    broken: async () => {
      const low = await new FontFace('Low', 'local("DejaVu Sans"), local("Liberation Sans"), local("Noto Sans CJK SC")', { sizeAdjust: '60%' } as FontFaceDescriptors).load();
      document.fonts.add(low);
      document.querySelector<HTMLElement>('.stage')?.style.setProperty('font-family', 'Low');
    },
  },
  { sees: 'a target too small to hit', sample: 'consent', broken: '.foot .touch { min-height: 20px !important; height: 20px }', finding: /target too small/ },
  { sees: 'targets too near each other', sample: 'consent', broken: '.choices { gap: 2px !important }', finding: /targets too near/ },
  { sees: 'a target too high for a seated person', sample: 'consent', modes: { reach: 'low' }, broken: '.stage .do { position: absolute; inset-block-start: 300px }', finding: /target too high/ },
];

const room: readonly BrokenScreen[] = [
  { sees: 'text cut off below', sample: 'consent', broken: '.stage h1 { height: 10px; overflow: hidden }', finding: /text cut off by <h1/ },
  { sees: 'text cut off at the side', sample: 'consent', broken: '.stage h1 { width: 60px; white-space: nowrap; overflow-x: clip }', finding: /text cut off by <h1/ },
  { sees: 'text truncated with dots', sample: 'consent', broken: '.stage h1 { width: 90px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }', finding: /text cut off by <h1/ },
  { sees: 'text cut out in a shape', sample: 'consent', broken: '.stage h1 { clip-path: inset(0 0 40% 0) }', finding: /text cut off by <h1/ },
  {
    sees: 'a full stop on a line of its own', sample: 'failure-card', modes: { language: 'zh-CN' }, finding: /a line begins with "。": <p/,
    broken: () => {
      const told = document.querySelector<HTMLElement>('.stage p.paragraph');
      if (!told) return;
      told.style.whiteSpace = 'pre-line';
      told.textContent = (told.textContent ?? '').replace('。', '\n。');
    },
  },
  { sees: 'text over text', sample: 'consent', broken: '.stage h1 { margin-bottom: -90px !important }', finding: /text over text/ },
  { sees: 'text outside the stage', sample: 'consent', broken: '.stage h1 { transform: translateX(-400px) }', finding: /text outside the stage/ },
  { sees: 'a target outside the panel', sample: 'consent', broken: '.foot .help { transform: translateX(600px) }', finding: /target outside the stage/ },
  { sees: 'a drawing outside the panel', sample: 'present-either', broken: '.front { transform: translateX(-900px) }', finding: /drawing cut off by the stage/ },
  { sees: 'a scroll downwards', sample: 'consent', broken: '.layout { height: 300px !important; overflow-y: auto }', finding: /more inside than is shown: <div layout/ },
  { sees: 'a scroll sideways', sample: 'consent', broken: '.main { overflow-x: auto } .layout { width: 130% }', finding: /more inside than is shown: <main/ },
  {
    sees: 'a plate over the text', sample: 'consent', finding: /text covered by <div/,
    broken: () => {
      const plate = document.querySelector('.layout')?.appendChild(document.createElement('div'));
      Object.assign(plate?.style ?? {}, { position: 'absolute', inset: '0 0 60% 0', background: '#eee' });
    },
  },
  { sees: 'a veil that takes the touch', sample: 'consent', broken: '.frame::after { content: ""; position: absolute; inset: 0 }', finding: /a finger does not get to/ },
  { sees: 'what can be touched under an open question', sample: 'idle-warning', broken: '* { pointer-events: auto !important } .shade { display: none }', finding: /can be touched under the question/ },
];

const contrasts: readonly BrokenScreen[] = [
  { sees: 'too little contrast of text', sample: 'consent', broken: '.stage h1 { color: #999 !important }', finding: /text hardly told from its ground .*<h1[^]*axe color-contrast:/ },
  { sees: 'contrast of text that would do elsewhere', sample: 'consent', broken: '.stage .point p { color: #757f83 !important }', finding: /text hardly told from its ground .*<p[^]*axe color-contrast-enhanced:/ },
  { sees: 'text that is half see-through', sample: 'consent', broken: '.stage h1 { opacity: 0.5 }', finding: /text hardly told from its ground .*<h1/ },
  { sees: 'a target that is hardly told from its ground', sample: 'consent', broken: '.foot .touch { border-color: #e0ddd4 !important; background: #faf7f0 !important }', finding: /target hardly told from its ground/ },
  { sees: 'a target that would do in the house\'s colours, and not in high contrast', sample: 'consent', modes: { contrast: 'light' }, broken: '.foot .touch { border-color: #6c7c7d !important }', finding: /target hardly told from its ground/ },
  { sees: 'a place on the machine that is hardly told from its ground', sample: 'present-either', broken: '.front .meant { fill: #e0ddd4 !important }', finding: /mark hardly told from its ground .*meant/ },
  { sees: 'a place on the machine too small to be made out', sample: 'present-either', broken: '.front .meant { transform: scale(0.01) }', finding: /mark too small/ },
  { sees: 'a sign that is hardly told from its ground', sample: 'consent', broken: '.foot svg.icon { stroke: #e0ddd4 }', finding: /sign hardly told from its ground/ },
  { sees: 'places for digits that are hardly told from their ground', sample: 'pin', broken: '.digits span { border-color: #e0ddd4 !important; background: none !important }', finding: /place hardly told from its ground/ },
];

const grey: readonly BrokenScreen[] = [
  {
    sees: 'digits entered in another hue and no other lightness', sample: 'pin', finding: /told apart by hue alone/,
    broken: '.digits span { background: #7a1320 !important; border-color: #7a1320 !important } .digits span:first-child { background: #0a4a2b !important; border-color: #0a4a2b !important }',
  },
  {
    sees: 'a key that is down and hardly looks so', sample: 'entry-text', finding: /aria-pressed is not seen in grey/,
    broken: '.shift { background: #ffffff !important; border-color: #6c7c7d !important; color: #10272c !important }',
  },
  {
    sees: 'words that only a hue marks', sample: 'consent', finding: /words marked by hue alone/,
    broken: () => {
      const word = document.createElement('span');
      word.textContent = ' today';
      word.style.color = '#7a1320';
      document.querySelector('.heading p')?.append(word);
    },
  },
];

const orders: readonly BrokenScreen[] = [
  { sees: 'choices that lie in another order than they are read', sample: 'consent', broken: '.choices { display: flex !important; flex-direction: column-reverse }', finding: /written in another order than it lies: .*I agree/ },
  { sees: 'two columns the wrong way round', sample: 'consent', panel: 'landscape', broken: '.layout { flex-direction: row-reverse !important }', finding: /written in another order than it lies/ },
  { sees: 'a column of a wide panel that is read from the bottom up', sample: 'consent', panel: 'landscape', broken: '.telling { flex-direction: column-reverse !important }', finding: /written in another order than it lies/ },
  { sees: 'a target that lies above what is read before it', sample: 'consent', broken: '.choices { transform: translateY(900px) }', finding: /written in another order than it lies/ },
];

const names: readonly BrokenScreen[] = [
  { sees: 'a focus that did not go to the new heading', sample: 'consent', broken: () => (document.activeElement as HTMLElement).blur(), finding: /the focus is not on the heading/ },
  { sees: 'a document in another language than its words', sample: 'consent', broken: () => { document.documentElement.lang = 'fr'; }, finding: /the document says it is in fr/ },
  { sees: 'a button of which nothing is announced', sample: 'consent', modes: { voice: 'on' }, broken: () => document.querySelector('[data-voice="repeat"]')?.removeAttribute('aria-label'), finding: /nothing is announced for[^]*axe button-name/ },
  { sees: 'a mode that cannot be chosen', sample: 'consent', broken: '.modes .reach-low { display: none !important }', finding: /reach cannot be chosen with one touch/ },
  { sees: 'a look that takes a second touch', sample: 'consent', broken: '.modes .contrast-dark { display: none !important }', finding: /contrast cannot be chosen with one touch/ },
  { sees: 'a button announced in other words than it shows', sample: 'consent', broken: () => document.querySelector('.foot .back')?.setAttribute('aria-label', 'Exit'), finding: /announced as "Exit", not as shown/ },
  { sees: 'two buttons that the ear cannot tell apart', sample: 'consent', broken: () => document.querySelectorAll('.foot .back, .foot .cancel').forEach((button) => { button.textContent = 'Go'; }), finding: /two buttons are announced as "Go"/ },
  { sees: 'a button announced as something else', sample: 'consent', broken: () => document.querySelector('.foot .back')?.setAttribute('role', 'heading'), finding: /announced as heading, not as a button/ },
  { sees: 'a button that the four keys do not know', sample: 'consent', broken: () => document.querySelector('.foot .back')?.removeAttribute('data-doable'), finding: /the four keys pass it by: <button/ },
  { sees: 'a picture without words', sample: 'pin', broken: () => document.querySelector('[role="img"]')?.removeAttribute('aria-label'), finding: /a picture without words/ },
  { sees: 'a heading that is announced as none', sample: 'consent', broken: () => document.querySelector('h1')?.setAttribute('role', 'note'), finding: /with one that is none/ },
  { sees: 'a question without a name', sample: 'idle-warning', broken: () => document.querySelector('[role="dialog"]')?.removeAttribute('aria-labelledby'), finding: /the question over the page has no name/ },
  { sees: 'something shown that is not spoken', sample: 'consent', broken: '.visually-hidden { position: static !important; width: auto !important; height: auto !important; clip-path: none !important }', finding: /shown and not spoken/ },
  { sees: 'something spoken that is not shown', sample: 'consent', broken: '.stage h1 { clip-path: inset(50%) }', finding: /spoken and not shown/ },
];

/** Seen by looking at the page as it stands. */
export const brokenScreens: readonly BrokenScreen[] = [...sizes, ...room, ...contrasts, ...grey, ...orders, ...names];

/** A button that keeps a key for itself. */
function holdOn(key: string): void {
  document.querySelector('.foot .cancel')?.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key !== key) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Seen by walking through it with keys. */
export const brokenWalks: readonly BrokenScreen[] = [
  { sees: 'a target the keys do not reach', sample: 'consent', broken: () => document.querySelector('.foot button')?.setAttribute('disabled', ''), finding: /the down key reaches \d+ of \d+ targets/ },
  { sees: 'a focus without a ring', sample: 'consent', broken: '.foot .back { outline: none !important }', finding: /the focus is not seen on "Back"/ },
  { sees: 'a focus whose ring nobody can make out', sample: 'consent', broken: '.foot .back { outline-color: #f0ece2 !important }', finding: /the focus is not seen on "Back"/ },
  ...['ArrowDown', 'ArrowUp', 'Tab'].map((key): BrokenScreen => ({
    sees: `a button that does not let go of the focus at ${key}`, sample: 'consent', broken: holdOn, argument: key, finding: /reaches \d+ of \d+ targets[^]*goes from "End visit" to "End visit"/,
  })),
  { sees: 'a part of an open question that Tab passes by', sample: 'idle-warning', broken: () => document.querySelector('.idle .touch')?.setAttribute('tabindex', '-1'), finding: /Tab reaches \d+ of \d+ targets/ },
  { sees: 'a button that Tab meets out of its turn', sample: 'consent', broken: () => document.querySelector('.foot .help')?.setAttribute('tabindex', '1'), finding: /Tab goes from ".*" to ".*"/ },
];

/** A page that has changed so little that no measure finds fault with it, and that somebody should look at all the same. */
export interface ChangedScreen extends Pick<BrokenScreen, 'sees' | 'sample' | 'broken'> {
  readonly modes: Partial<Modes>;
}

/** Seen by comparing pictures. Every change is of the size of its own, not of the page's. */
export const changedScreens: readonly ChangedScreen[] = [
  { sees: 'a button that was moved by 10 mm', sample: 'consent', modes: {}, broken: '.foot .back { transform: translateX(40px) }' },
  { sees: 'a line of small text that is gone', sample: 'consent', modes: { language: 'zh-CN' }, broken: '.stage .point:last-child p { visibility: hidden }' },
  {
    sees: 'another heading of the same length', sample: 'review', modes: { language: 'zh-CN' },
    broken: () => { (document.querySelector('h1') as HTMLElement).textContent = '请阅读，再点同意办理'; },
  },
  {
    sees: 'one word of a sentence that says something else', sample: 'failure-card', modes: { language: 'zh-CN' },
    broken: () => {
      const walker = document.createTreeWalker(document.querySelector('.stage') as Element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) node.textContent = (node.textContent ?? '').replace('您的卡没有改变', '您的卡已经注销');
    },
  },
  {
    sees: 'two buttons in one another\'s place', sample: 'consent', modes: {},
    broken: () => {
      const [one, other] = [document.querySelector('.foot .back'), document.querySelector('.foot .cancel')];
      if (one && other) [one.innerHTML, other.innerHTML] = [other.innerHTML, one.innerHTML];
    },
  },
  {
    sees: 'the sign of another service', sample: 'menu', modes: {},
    broken: () => {
      const [one, other] = document.querySelectorAll('.do svg, .main svg');
      if (one && other) one.innerHTML = other.innerHTML;
    },
  },
  { sees: 'a main button of another hue that is as bright', sample: 'review', modes: {}, broken: '.choices li:first-child .touch { background: #5b3a92 !important; border-color: #5b3a92 !important }' },
];
