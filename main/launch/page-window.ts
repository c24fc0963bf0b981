/** `node main/launch/page-window.ts --url URL`: one page of ours in a Chromium that may use the camera, until it is told to end. */
import { parseArgs } from 'node:util';
import { findChromium, openAppWindow } from './chromium.ts';
import { say } from './say.mjs';

const { values: { url, switch: given } } = parseArgs({
  strict: true,
  options: { url: { type: 'string' }, switch: { type: 'string', multiple: true, default: [] } },
});
const executable = findChromium();
if (!url || !executable) {
  say(url ? 'There is no Chromium on this machine; CHROMIUM may name one.' : 'usage: page-window --url URL [--switch=SWITCH]');
  process.exit(1);
}

const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const window = openAppWindow(url, {
  executable, size: '540x960', cameraOrigin: new URL(url).origin, switches: [...(hasDisplay ? [] : ['--headless=new']), ...given],
});
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void window.stop());
await window.ended;
process.exit(0);
