import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { writeGallery } from './gallery.ts';
import { nameOf, sampledViews } from './views.ts';

test('the gallery shows the picture of every view, what can be told apart to filter by, and what was found, as words and not as tags', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-gallery-'));
  try {
    const views = sampledViews(catalogue.slice(0, 2), ['zh-CN', 'en']);
    const [first, second] = views.map(nameOf);
    if (!first || !second) throw new Error('there is no view');
    const accepted = { across: 2, down: 2, light: Uint8Array.from([0, 15, 10, 1]), tint: Uint8Array.from([16, 16]) };
    const page = await readFile(await writeGallery(folder, {
      views, findings: [{ view: first, problem: 'text too small: <h1 >' }, { view: 'console', problem: 'amiss' }], changes: [{ view: second, problem: 'looks <different>', accepted, fields: [1, 2] }],
    }), 'utf8');
    for (const view of views) expect(page).toContain(`src="${nameOf(view)}.png"`);
    for (const value of ['portrait', 'landscape', 'normal', 'large', 'en', 'dark', 'low', 'on']) expect(page).toContain(`<option>${value}</option>`);
    expect(page).toContain('2 findings, 1 changed looks');
    expect(page).toContain('<ul class="problems"><li>console: amiss</li></ul>');
    expect(page.match(/data-found="yes"/g)).toHaveLength(2);
    expect(page).toContain('<li>text too small: &lt;h1 ></li>');
    expect(page).toContain(JSON.stringify({ [second]: { across: 2, down: 2, fields: [1, 2], light: '0fa1' } }));
    expect(page.match(/(src|href)="(?!data:)[^"]*"/g)?.every((link) => /^src="[\w.-]+\.png"$/.test(link)), 'nothing comes from elsewhere').toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
