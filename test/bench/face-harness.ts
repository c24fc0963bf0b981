/** Runs the face engine in a headless Chromium for benches: the same worker and models as on the kiosk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import type { CameraChoice } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';
import { faceAssets } from '../../renderer/face/assets.vite.ts';
import type { FaceBench } from './face-bench.ts';
import { findChromium } from '../../main/launch/chromium.ts';
import { inRepository } from '../../main/launch/paths.mjs';

export interface FaceHarness {
  /** Loads the engine afresh, with or without the passive models; its name. Rejects where it cannot be loaded. */
  load(passiveScores: CameraChoice['passiveScores']): Promise<string>;
  /** Measures a JPEG; one narrower than `enlargedTo` pixels is enlarged to that width first, 0 leaves it. */
  measure(jpeg: Uint8Array, enlargedTo?: number): Promise<PictureMeasurement>;
  close(): Promise<void>;
}

/** Inside the page, where these functions run. */
declare const faceBench: FaceBench;

export async function openFaceHarness(): Promise<FaceHarness> {
  const outDir = mkdtempSync(join(tmpdir(), 'tongban-face-'));
  const shared = { root: inRepository('test', 'bench', 'face-page'), configFile: false, logLevel: 'error', base: './' } as const;
  await build({ ...shared, plugins: [faceAssets()], worker: { format: 'es' }, build: { outDir, emptyOutDir: true, target: 'chrome114', assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: ['--no-sandbox'] } as Parameters<typeof chromium.launch>[0]);
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  return {
    load: (passiveScores) => page.evaluate((wanted) => faceBench.load(wanted), passiveScores),
    measure: (jpeg, enlargedTo = 0) => page.evaluate(
      ([picture, width]) => faceBench.measure(picture, width),
      [Buffer.from(jpeg).toString('base64'), enlargedTo] as const,
    ),
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
