/** What a person, or a page gone wrong, cannot make the Electron shell do. The core is the test itself: it holds the other end of the shell's socket. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { systemClock } from '../../devices/clock.ts';
import { listenForShell, type PageHub, type ShellListener } from '../../main/core/bridge/index.ts';
import { findElectron } from '../../main/launch/electron.ts';
import { repository } from '../../main/launch/paths.mjs';
import { attractScreen, hallStatus, hubForTest, silentLog } from '../support/bridge-samples.ts';

const pageAddress = 'kiosk://app/';
const attractShown = `Boolean(document.querySelector('[data-screen="attract"]'))`;

/** Scripts for the page are texts: the tests are typed for Node, which has no window. */
const inPage = <Value>(script: string): Promise<Value> => page.evaluate<Value>(script);

let folder: string;
let hub: PageHub;
let listener: ShellListener;
let shell: ElectronApplication;
let page: Page;

test.beforeAll(async ({ browserName: _ }, { project }) => {
  const runtime = findElectron();
  test.skip(project.name !== 'electron' || !runtime, 'only for the Electron shell');
  if (!runtime) return;
  folder = mkdtempSync(join(tmpdir(), 'tongban-lockdown-'));
  hub = hubForTest(systemClock());
  hub.hall(hallStatus);
  hub.publish(attractScreen('first'));
  listener = await listenForShell({ hub, path: join(folder, 'core.sock'), log: silentLog });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  shell = await _electron.launch({
    executablePath: runtime.executable,
    args: [...asRoot, '--use-fake-device-for-media-stream', `--user-data-dir=${join(folder, 'shell')}`, repository, '--window=720x1280', `--core-socket=${join(folder, 'core.sock')}`],
  });
  page = await shell.firstWindow();
});

test.afterAll(async () => {
  await shell?.close();
  await listener?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(async () => {
  await expectAttract();
  await inPage('globalThis.sameDocument = true');
});

/** A document may go while it is asked; then it is asked again. Locators would wait for a navigation that was refused. */
const expectAttract = () => expect.poll(() => inPage<boolean>(attractShown).catch(() => false)).toBe(true);
const isSameDocument = () => inPage<boolean>(`'sameDocument' in globalThis`);

const expectUntouched = async (): Promise<void> => {
  expect(page.url()).toBe(pageAddress);
  expect(await isSameDocument()).toBe(true);
  expect(shell.windows()).toHaveLength(1);
};

for (const address of ['https://example.com/', 'file:///etc/passwd', 'kiosk://safe/', 'kiosk://app/other', 'chrome://gpu', 'data:text/html,x']) {
  test(`the page cannot go to ${address}`, async () => {
    await inPage(`location.assign(${JSON.stringify(address)})`);
    await inPage('new Promise((resolve) => requestAnimationFrame(() => resolve(null)))');
    await expectUntouched();
  });
}

test('about:blank, before which Chromium asks nobody, is undone', async () => {
  await inPage(`location.assign('about:blank')`);
  await expectAttract();
  expect(page.url()).toBe(pageAddress);
});

test('the page opens no window, no dialogue and no print', async () => {
  const opened = await inPage(`alert('x'), print(), [window.open('https://example.com/'), window.open('about:blank'), confirm('x')]`);
  expect(opened).toEqual([null, null, false]);
  await expectUntouched();
});

test('the page reaches no other origin, no file, and nothing beside its own folder', async () => {
  const reached = await inPage(`Promise.all([
    ...['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd'].map((url) => fetch(url).then(() => 'reached', () => 'refused')),
    ...['/../package.json', '/%2e%2e%2fpackage.json', '/..%5cpackage.json'].map((url) => fetch(url).then(({ status }) => status)),
  ])`);
  expect(reached).toEqual(['refused', 'refused', 'refused', 404, 404, 404]);
});

test('the camera is the only permission', async () => {
  const outcomes = await inPage(`(async () => {
    const told = (asked) => asked.then(() => 'granted', () => 'refused');
    const media = (wanted) => told(navigator.mediaDevices.getUserMedia(wanted).then((stream) => stream.getTracks().forEach((track) => track.stop())));
    return {
      camera: await media({ video: true }),
      microphone: await media({ audio: true }),
      both: await media({ audio: true, video: true }),
      screen: await told(navigator.mediaDevices.getDisplayMedia({ video: true })),
      notifications: await Notification.requestPermission(),
      clipboard: await told(navigator.clipboard.readText()),
      place: await told(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
    };
  })()`);
  expect(outcomes).toEqual({ camera: 'granted', microphone: 'refused', both: 'refused', screen: 'refused', notifications: 'denied', clipboard: 'refused', place: 'refused' });
});

test('the page has nothing of Node and one door to the shell', async () => {
  const visible = await inPage('({ require: typeof globalThis.require, process: typeof globalThis.process, door: Object.keys(globalThis.tongban) })');
  expect(visible).toEqual({ require: 'undefined', process: 'undefined', door: ['send', 'onMessage'] });
});

test('keys that command a browser do nothing', async () => {
  for (const key of ['F5', 'F11', 'F12', 'Control+r', 'Control+Shift+R', 'Control+Shift+I', 'Control+w', 'Control+p', 'Control+Equal', 'Alt+ArrowLeft', 'Alt+F4']) {
    await page.keyboard.press(key);
  }
  await expectUntouched();
});

test('a visit that ends gets a fresh document, which gets the next screen', async () => {
  hub.renew();
  hub.publish(attractScreen('second'));
  await expect.poll(() => isSameDocument().catch(() => true)).toBe(false);
  await expectAttract();
});

test('a page whose process is killed is shown again, and the core is told', async () => {
  const seen: string[] = [];
  hub.onPageLost(() => seen.push('page lost'));
  hub.camera.onPresence((present) => seen.push(present ? 'page there' : 'page gone'));
  const processId = await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  process.kill(Number(processId), 'SIGKILL');
  // Playwright has lost this page with its process; the core has not.
  await expect.poll(() => seen).toEqual(['page there', 'page gone', 'page lost', 'page there']);
});
