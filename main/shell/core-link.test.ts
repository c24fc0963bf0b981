import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxFrameBytes } from '../contract/index.ts';
import { openCoreLink, type CoreLink } from './core-link.ts';

let folder: string;
let core: Server | null = null;
let link: CoreLink | null = null;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tongban-link-')); });
afterEach(() => {
  link?.close();
  core?.close();
  rmSync(folder, { recursive: true, force: true });
});

const deaf = { frame: () => undefined, hung: () => undefined };

/** A core that writes down each page message it hears. */
async function listeningCore(path: string): Promise<unknown[]> {
  const heard: unknown[] = [];
  const server = createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      const frame = JSON.parse(line) as { readonly channel: string; readonly message?: unknown };
      if (frame.channel === 'page') heard.push(frame.message);
    });
  });
  core = server;
  await new Promise<void>((resolve) => { server.listen(path, resolve); });
  return heard;
}

test('what a page says reaches the core, but for what is too large on the wire or is no JSON', async () => {
  const path = join(folder, 'core.sock');
  const heard = await listeningCore(path);
  link = await openCoreLink(path, deaf);
  // Three bytes a character: fewer characters than the core takes bytes.
  const tooLarge = '险'.repeat(maxFrameBytes / 2);
  const ring: Record<string, unknown> = {};
  ring['ring'] = ring;
  for (const message of ['first', tooLarge, ring, 1n, 'last']) link?.send({ channel: 'page', document: 1, message });
  await expect.poll(() => heard).toEqual(['first', 'last']);
});

test('nobody answers where nobody listens', async () => {
  expect(await openCoreLink(join(folder, 'nobody.sock'), deaf)).toBeNull();
});
