/** One page with all pictures of an audit, to be looked at by eye: by screen, filtered by mode, in colour or in grey. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './audit.ts';
import { nameOf, type View } from './views.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const listOf = (problems: readonly string[]): string => (problems.length === 0 ? '' : `<ul>${problems.map((problem) => `<li>${escaped(problem)}</li>`).join('')}</ul>`);

const figure = (view: View, problems: readonly string[]): string => {
  const { panel, modes: { textSize, language, contrast, reach, voice } } = view;
  const name = nameOf(view);
  const list = listOf(problems);
  return `<figure class="${[panel, textSize, language, contrast, reach, `voice-${voice}`, ...(list === '' ? [] : ['found'])].join(' ')}">
<a href="${name}.png"><img loading="lazy" src="${name}.png" alt="${name}"></a>
<figcaption>${[panel, textSize, language, contrast, reach, `voice-${voice}`].join(' · ')}</figcaption>${list}</figure>`;
};

const style = `
body { margin: 2rem; font: 1rem/1.4 sans-serif; background: #e9e9e6; color: #111 }
nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: .7rem 0; background: inherit }
section > div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0 } figure.portrait { width: 15rem } figure.landscape { width: 30rem }
img { width: 100%; box-shadow: 0 1px 6px #0005 } .grey img { filter: grayscale(1) }
figure.found { outline: .3rem solid #b00020; outline-offset: .3rem } li { color: #b00020 } figcaption { font-size: .8rem }
`;

/** Hides what is unticked; a figure is shown while none of its classes is. */
const script = `
const sheet = document.head.appendChild(document.createElement('style')).sheet;
const draw = () => {
  while (sheet.cssRules.length) sheet.deleteRule(0);
  for (const box of document.querySelectorAll('nav input[value]:not(:checked)')) sheet.insertRule('figure.' + CSS.escape(box.value) + ' { display: none }');
  document.body.classList.toggle('grey', document.querySelector('#grey').checked);
};
document.querySelector('nav').addEventListener('change', draw);
draw();
`;

/** Writes `index.html` beside the pictures that are named after the views. */
export async function writeGallery(folder: string, views: readonly View[], findings: readonly Finding[]): Promise<string> {
  const problemsOf = (view: View): string[] => findings.filter((finding) => finding.view === nameOf(view)).map(({ problem }) => problem);
  const names = new Set(views.map(nameOf));
  // Of no one view: what the browser complained of, or what broke the contract.
  const others = findings.filter(({ view }) => !names.has(view)).map(({ view, problem }) => `${view}: ${problem}`);
  const samples = [...new Set(views.map(({ sample }) => sample.name))];
  const values = [...new Set(views.flatMap(({ panel, modes: { textSize, language, contrast, reach, voice } }) => [panel, textSize, language, contrast, reach, `voice-${voice}`]))];
  const sections = samples.map((name) => `<section><h2>${name}</h2><div>
${views.filter(({ sample }) => sample.name === name).map((view) => figure(view, problemsOf(view))).join('\n')}
</div></section>`);
  const file = join(folder, 'index.html');
  await writeFile(file, `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>All screens</title><style>${style}</style>
<h1>All screens</h1><p>${views.length} views, ${findings.length} findings.</p>${listOf(others)}
<nav>${values.map((value) => `<label><input type="checkbox" value="${value}" checked> ${value}</label>`).join('')}<label><input type="checkbox" id="grey"> in grey</label></nav>
${sections.join('\n')}
<script>${script}</script></html>
`);
  return file;
}
