/** What the gallery does in a browser: hides what was not asked for, and shows one picture large, beside what was accepted where it differs. */

/** What the page knows of a look that has changed. */
export interface ShownChange {
  readonly across: number;
  readonly down: number;
  /** Brightness of each accepted field, one hexadecimal digit each; null where nothing was accepted. */
  readonly light: string | null;
  /** Where it differs, by number of the field. */
  readonly fields: readonly number[];
}

/** Runs inside the browser: uses nothing from outside itself. */
function beGallery(): void {
  const one = <Found extends Element>(selector: string, within: ParentNode = document): Found => {
    const found = within.querySelector<Found>(selector);
    if (!found) throw new Error(`the gallery has no ${selector}`);
    return found;
  };
  const changes = JSON.parse(one('#changes').textContent ?? '{}') as Record<string, ShownChange>;
  const figures = [...document.querySelectorAll<HTMLElement>('figure')];
  const filters = one<HTMLFormElement>('#filters');
  const large = one<HTMLDialogElement>('dialog');
  let shown: HTMLElement[] = figures;
  let at = 0;

  const isWanted = (figure: HTMLElement, wishes: URLSearchParams): boolean => [...wishes].every(([name, value]) => {
    const has = figure.dataset[name] ?? '';
    return name === 'screen' ? has.includes(value) : has === value;
  });
  const filter = (): void => {
    const wishes = new URLSearchParams([...new FormData(filters)].flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : [])));
    const isGrey = wishes.has('grey');
    wishes.delete('grey');
    document.body.classList.toggle('grey', isGrey);
    for (const figure of figures) figure.hidden = !isWanted(figure, wishes);
    shown = figures.filter((figure) => !figure.hidden);
    for (const section of document.querySelectorAll<HTMLElement>('section')) section.hidden = !section.querySelector('figure:not([hidden])');
    one('#count').textContent = `${shown.length} of ${figures.length} pictures`;
    one<HTMLElement>('#none').hidden = shown.length > 0;
    if (isGrey) wishes.set('grey', 'yes');
    // What is looked at stays when the page is opened again, and can be sent to somebody.
    history.replaceState(null, '', `#${wishes}`);
  };

  const paint = (canvas: HTMLCanvasElement, { across, down, light, fields }: ShownChange, base: CanvasImageSource | null): void => {
    const [side, mark] = [16, canvas.getContext('2d')];
    canvas.width = across * side;
    canvas.height = down * side;
    if (!mark) return;
    if (base) mark.drawImage(base, 0, 0, canvas.width, canvas.height);
    else [...(light ?? '')].forEach((digit, field) => {
      const grey = Number.parseInt(digit, 16) * 17;
      mark.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      mark.fillRect((field % across) * side, Math.floor(field / across) * side, side, side);
    });
    mark.strokeStyle = '#d0006f';
    mark.lineWidth = 3;
    const differing = new Set(fields);
    // Only around what differs, so that it can still be seen.
    for (const field of fields) {
      const [left, top] = [(field % across) * side, Math.floor(field / across) * side];
      const edges = [
        [left > 0 && differing.has(field - 1), left, top, left, top + side], [left + side < canvas.width && differing.has(field + 1), left + side, top, left + side, top + side],
        [differing.has(field - across), left, top, left + side, top], [differing.has(field + across), left, top + side, left + side, top + side],
      ] as const;
      mark.beginPath();
      for (const [goesOn, fromX, fromY, toX, toY] of edges) {
        if (goesOn) continue;
        mark.moveTo(fromX, fromY);
        mark.lineTo(toX, toY);
      }
      mark.stroke();
    }
  };
  const showLarge = (index: number): void => {
    at = (index + shown.length) % shown.length;
    const figure = shown[at];
    if (!figure) return;
    const small = one<HTMLImageElement>('img', figure);
    const picture = one<HTMLImageElement>('#picture', large);
    const [accepted, marked] = [one<HTMLCanvasElement>('#accepted', large), one<HTMLCanvasElement>('#marked', large)];
    const change = changes[figure.dataset['view'] ?? ''];
    picture.onload = () => { if (change) paint(marked, change, picture); };
    picture.src = small.src;
    picture.alt = small.alt;
    one('#title', large).textContent = `${small.alt} (${at + 1} of ${shown.length})`;
    one('#problems', large).replaceChildren(...[...figure.querySelectorAll('li')].map((problem) => problem.cloneNode(true)));
    const isCompared = change !== undefined && change.light !== null;
    for (const compared of large.querySelectorAll<HTMLElement>('.compared')) compared.hidden = !isCompared;
    one<HTMLElement>('#alone', large).hidden = isCompared;
    if (isCompared) paint(accepted, change, null);
    if (!large.open) large.showModal();
  };
  const close = (): void => {
    large.close();
    const figure = shown[at];
    if (figure) one<HTMLButtonElement>('button', figure).focus();
  };

  for (const figure of figures) one('button', figure).addEventListener('click', () => showLarge(shown.indexOf(figure)));
  one('#before', large).addEventListener('click', () => showLarge(at - 1));
  one('#after', large).addEventListener('click', () => showLarge(at + 1));
  one('#close', large).addEventListener('click', close);
  large.addEventListener('cancel', (event) => { event.preventDefault(); close(); });
  large.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') showLarge(at - 1);
    if (key === 'ArrowRight') showLarge(at + 1);
  });
  one<HTMLInputElement>('#size').addEventListener('input', ({ target }) => { document.body.style.setProperty('--size', `${(target as HTMLInputElement).value}rem`); });
  filters.addEventListener('input', filter);
  filters.addEventListener('submit', (event) => event.preventDefault());
  filters.addEventListener('reset', () => setTimeout(filter));
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const control = filters.elements.namedItem(name);
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = true;
    else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value;
  }
  filter();
}

export const galleryScript = `(${beGallery.toString()})();`;

export const galleryStyle = `
:root { color-scheme: light }
body { margin: 0; font: 1rem/1.45 system-ui, sans-serif; background: #eeeeea; color: #16191a; --size: 9rem }
main, .top { padding: 0 2rem } main { padding-inline: 1.6rem } h1 { margin: 0; font-size: 1.3rem } h2 { margin: 2rem 0 .7rem; font-size: 1.05rem }
.top { position: sticky; top: 0; z-index: 1; padding-block: .7rem; background: #fff; box-shadow: 0 1px 5px #0003 }
.head { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; align-items: baseline } .head p { margin: 0 }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin-top: .5rem }
label { display: grid; font-size: .8rem } label.line { display: flex; gap: .35rem; align-items: center; min-height: 2rem }
select, input[type=search], button { font: inherit; font-size: .9rem; min-height: 2rem; padding: .15rem .5rem; border: 1px solid #5d686b; border-radius: .3rem; background: #fff; color: inherit }
input[type=search] { width: 13rem } button { cursor: pointer }
:focus-visible { outline: .2rem solid #0b57b0; outline-offset: .15rem }
section { padding: 0 .4rem .4rem; content-visibility: auto; contain-intrinsic-height: auto 22rem } section[hidden], figure[hidden], .compared[hidden], #alone[hidden] { display: none }
section > div { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start }
figure { margin: 0; width: var(--size) } figure[data-stands=landscape] { width: calc(var(--size) * 1.78) }
figure button { display: block; width: 100%; padding: 0; border: 0; border-radius: .2rem; background: none } figure img { display: block; width: 100%; height: auto; box-shadow: 0 1px 6px #0006 }
.grey img, .grey canvas { filter: grayscale(1) }
figcaption { margin-top: .3rem; font-size: .75rem; color: #3c4547; overflow-wrap: anywhere }
figure[data-found] button { outline: .25rem solid #b00020 } figure[data-found] button:focus-visible { outline-color: #0b57b0 }
ul.problems { margin: .3rem 0 0; padding-left: 1.1rem; color: #96001b; font-size: .8rem; overflow-wrap: anywhere }
figure ul.problems { max-height: 6rem; overflow: hidden }
dialog { width: 96vw; max-width: none; height: 96vh; max-height: none; box-sizing: border-box; padding: 1rem; border: 0; border-radius: .5rem }
dialog[open] { display: grid; grid-template-rows: auto auto minmax(0, 1fr); gap: .5rem } dialog::backdrop { background: #000a }
dialog header { display: flex; gap: .6rem; align-items: center } dialog h2 { flex: 1; margin: 0; overflow-wrap: anywhere }
.pictures { display: flex; gap: 1.5rem; justify-content: center; min-height: 0 } .pictures div { display: grid; grid-template-rows: auto minmax(0, 1fr); min-width: 0; min-height: 0; justify-items: center }
.pictures p { margin: 0; font-size: .85rem } .pictures img, .pictures canvas { max-width: 100%; max-height: 100%; min-height: 0; object-fit: contain; box-shadow: 0 0 4px #0006 }
`;
