/** The camera in a real browser: the kiosk's own page, served as the core serves it, before the training camera, on a cable that can be pulled. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCamera } from '../../../devices/camera/index.ts';
import { systemClock } from '../../../devices/clock.ts';
import { chromiumSwitches, createCameraFeed } from '../../../devices/simulators/camera/index.ts';
import { serveLoopback } from '../../../main/core/bridge/index.ts';
import { findChromium } from '../../../main/launch/chromium.ts';
import { inRepository } from '../../../main/launch/paths.mjs';
import { hubForTest, silentLog } from '../../support/bridge-samples.ts';
import { launchChromium } from '../../support/browser.ts';
import { untilReports } from '../../support/until-reports.ts';
import { pageScript } from '../page-script.ts';
import type { CameraCable } from './camera-cable.ts';
import { completed, type PluggedDevice } from './plugged-devices.ts';

/** The engine starts with every capture: without a graphics card it takes its time. */
const deadlineMs = 60_000;
const builtPage = inRepository('dist', 'page');

/** Inside the page, where these functions run. */
declare const cameraCable: CameraCable;

/** Why the camera cannot be measured on this machine; null where it can. */
export function cameraHindrance(): string | null {
  if (findChromium() === null) return 'no Chromium on this machine';
  return existsSync(join(builtPage, 'index.html')) ? null : 'the page is not built: npm run build';
}

export async function pluggedCamera(): Promise<PluggedDevice> {
  const clock = systemClock();
  const folder = mkdtempSync(join(tmpdir(), 'tongban-camera-'));
  const { file } = await createCameraFeed({ directory: folder });
  const hub = hubForTest(clock);
  const server = await serveLoopback({ hub, pageDirectory: builtPage, stateDirectory: folder, log: silentLog });
  const browser = await launchChromium(chromiumSwitches(file));
  const page = await browser.newPage();
  await page.addInitScript(pageScript('camera-cable.ts'));
  await page.goto(server.url);
  const camera = createCamera({ name: 'camera', clock, link: hub.camera });

  /** Resolves with the first frame that was measured. */
  const seeFrame = async (): Promise<void> => {
    const enough = new AbortController();
    let seen = false;
    const { completion } = camera.execute('observe', null, {
      deadlineMs, signal: enough.signal,
      onEvent() {
        seen = true;
        enough.abort();
      },
    });
    const { code } = await completion;
    if (!seen) throw new Error(`the camera came back, but no frame was seen: ${code}`);
  };

  return {
    name: 'camera', note: 'its page looks every 2 s whether it is there; served: the face engine started and a frame measured',
    unplug: () => page.evaluate(() => cameraCable.pull()),
    plug: () => page.evaluate(() => cameraCable.plug()),
    untilGone: () => untilReports(camera, ({ generic }) => generic === 'noDevice'),
    untilBack: () => untilReports(camera, ({ generic }) => generic === 'online'),
    async serve() {
      await completed(camera.execute('open', null, { deadlineMs }).completion);
      await seeFrame();
      await completed(camera.execute('close', null, { deadlineMs }).completion);
    },
    async close() {
      await camera.close();
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
