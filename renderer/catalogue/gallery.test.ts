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
    const [first] = views;
    if (!first) throw new Error('there is no view');
    const page = await readFile(await writeGallery(folder, views, [{ view: nameOf(first), problem: 'text too small: <h1 >' }, { view: 'console', problem: 'amiss' }]), 'utf8');
    for (const view of views) expect(page).toContain(`<img loading="lazy" src="${nameOf(view)}.png"`);
    for (const value of ['portrait', 'landscape', 'normal', 'large', 'en', 'dark', 'low', 'voice-on']) expect(page).toContain(`<input type="checkbox" value="${value}" checked>`);
    expect(page).toContain('2 findings.</p><ul><li>console: amiss</li></ul>');
    expect(page.match(/<figure class="[^"]* found">/g)).toHaveLength(1);
    expect(page).toContain('<li>text too small: &lt;h1 ></li>');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
