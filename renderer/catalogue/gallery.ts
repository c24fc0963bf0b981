/** One page with all pictures of an audit, to be looked at by eye and by key: filtered, enlarged, beside what was accepted. Needs no server. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orientationOf } from '../theme/tokens.ts';
import type { ChangedLook } from './accepted.ts';
import type { Finding } from './audit.ts';
import { galleryScript, galleryStyle, type ShownChange } from './gallery-script.ts';
import { grouped } from './grouped.ts';
import { nameOf, panelNamed, type View } from './views.ts';

/** What an audit leaves to be looked at. */
export interface Exhibition {
  readonly views: readonly View[];
  readonly findings: readonly Finding[];
  readonly changes: readonly ChangedLook[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const listOf = (problems: readonly string[]): string => (problems.length === 0 ? '' : `<ul class="problems">${problems.map((problem) => `<li>${escaped(problem)}</li>`).join('')}</ul>`);

/** By what views are told apart, in the order in which one asks. */
const facetsOf = ({ panel, modes: { textSize, language, contrast, reach, voice } }: View): Readonly<Record<string, string>> => ({ panel, language, text: textSize, contrast, reach, voice });

function figure(view: View, problems: readonly string[]): string {
  const name = nameOf(view);
  const facets = Object.entries(facetsOf(view));
  const { widthPx, heightPx } = panelNamed(view.panel);
  const marks = { ...Object.fromEntries(facets), screen: view.sample.name, view: name, stands: orientationOf(panelNamed(view.panel)), ...(problems.length > 0 && { found: 'yes' }) };
  const shortly = facets.map(([facet, value]) => (facet === 'voice' || facet === 'reach' ? `${facet} ${value}` : value)).join(' · ');
  return `<figure ${Object.entries(marks).map(([mark, value]) => `data-${mark}="${escaped(value)}"`).join(' ')}>
<button type="button"><img loading="lazy" width="${widthPx}" height="${heightPx}" src="${encodeURIComponent(name)}.png" alt="${escaped(`${view.sample.name}: ${shortly}`)}"></button>
<figcaption>${escaped(shortly)}</figcaption>${listOf(problems)}</figure>`;
}

function filtersOf(views: readonly View[]): string {
  const facets = new Map<string, Set<string>>();
  for (const view of views) {
    for (const [facet, value] of Object.entries(facetsOf(view))) facets.set(facet, (facets.get(facet) ?? new Set()).add(value));
  }
  const choices = [...facets].map(([facet, values]) => `<label>${facet}<select name="${facet}"><option value="">all</option>${[...values].map((value) => `<option>${escaped(value)}</option>`).join('')}</select></label>`);
  const names = [...new Set(views.map(({ sample }) => sample.name))].sort();
  return `<form id="filters"><label>screen<input type="search" name="screen" list="screens" placeholder="part of its name"></label>
<datalist id="screens">${names.map((name) => `<option value="${escaped(name)}"></option>`).join('')}</datalist>
${choices.join('\n')}
<label class="line"><input type="checkbox" name="found" value="yes"> only with findings</label><label class="line"><input type="checkbox" name="grey" value="yes"> in grey</label>
<button type="reset">all again</button><label>size<input type="range" id="size" min="5" max="30" step="1" value="9"></label></form>`;
}

const shownChange = ({ accepted, fields }: ChangedLook): ShownChange => ({
  across: accepted?.across ?? 0, down: accepted?.down ?? 0, fields, light: accepted && [...accepted.light].map((light) => light.toString(16)).join(''),
});

const enlarged = `<dialog aria-labelledby="title">
<header><h2 id="title">picture</h2><button type="button" id="before">← before</button><button type="button" id="after">next →</button><button type="button" id="close">close (Esc)</button></header>
<ul class="problems" id="problems"></ul>
<div class="pictures"><div class="compared" hidden><p>accepted (coarse, in grey)</p><canvas id="accepted" role="img" aria-label="the accepted look, coarse"></canvas></div>
<div class="compared" hidden><p>now; framed where it differs</p><canvas id="marked" role="img" aria-label="the look now, with frames where it differs"></canvas></div>
<div id="alone"><p></p><img id="picture" alt=""></div></div></dialog>`;

/** Writes `index.html` beside the pictures that are named after the views. */
export async function writeGallery(folder: string, { views, findings, changes }: Exhibition): Promise<string> {
  const all: readonly Finding[] = [...findings, ...changes];
  const problems = grouped(all, ({ view }) => view);
  const names = new Set(views.map(nameOf));
  // Of no one view: what the browser complained of, or what broke the contract.
  const others = all.filter(({ view }) => !names.has(view)).map(({ view, problem }) => `${view}: ${problem}`);
  const sections = [...grouped(views, ({ sample }) => sample.name)].map(([name, looks]) => `<section><h2>${escaped(name)}</h2><div>
${looks.map((view) => figure(view, (problems.get(nameOf(view)) ?? []).map(({ problem }) => problem))).join('\n')}
</div></section>`);
  const known = JSON.stringify(Object.fromEntries(changes.map((change) => [change.view, shownChange(change)]))).replaceAll('<', '\\u003c');
  const file = join(folder, 'index.html');
  await writeFile(file, `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>All screens</title><link rel="icon" href="data:,"><style>${galleryStyle}</style>
<header class="top"><div class="head"><h1>All screens</h1><p>${views.length} views, ${findings.length} findings, ${changes.length} changed looks</p><p id="count" role="status"></p></div>
${filtersOf(views)}</header>
<main>${listOf(others)}<p id="none" hidden>No picture is of that kind.</p>
${sections.join('\n')}</main>
${enlarged}
<script type="application/json" id="changes">${known}</script>
<script>${galleryScript}</script></html>
`);
  return file;
}
