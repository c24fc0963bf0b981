import { describe, expect, it } from 'vitest';
import { CameraCommand, maxReferencePhotoBytes } from '../../main/contract/index.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { descriptorAt, done, frameAt, opened, scriptedPage, type PageScript, type ScriptedPage } from '../../test/support/scripted-camera-page.ts';
import { Personal } from '../personal.ts';
import { createCamera, type LightLimits, type SeenFrame } from './index.ts';
import { seenFrame } from './seen-frame.ts';

const deadlineMs = 5_000;

function bench(script?: PageScript) {
  const clock = manualClock();
  const page = scriptedPage(script);
  const camera = createCamera({ name: 'camera', clock, link: page.link });
  return { clock, page, camera };
}

describe('the core\'s end of the camera', () => {
  it('completes a command with what the page answers', async () => {
    const { camera } = bench();
    await expect(camera.execute('open', null, { deadlineMs }).completion).resolves.toEqual(opened);
  });

  it('hands every measured frame on, in order, and no descriptor but in its box', async () => {
    const seen: SeenFrame[] = [];
    const frames = [frameAt(0), frameAt(100, null)];
    const { camera } = bench({ completions: { observe: { code: 'canceled', reason: null } }, frames });
    await camera.execute('observe', null, { deadlineMs, onEvent: (frame) => seen.push(frame) }).completion;
    expect(seen).toEqual(frames.map(seenFrame));
    expect(seen.map(({ face }) => face?.descriptor?.reveal())).toEqual(frames.map(({ face }) => face?.descriptor ?? undefined));
    expect(JSON.stringify(seen)).toContain('"descriptor":"[personal]"');
  });

  it('refuses a success that does not carry what the command is for', async () => {
    const { camera } = bench({ completions: { open: done, describe: opened } });
    await expect(camera.execute('open', null, { deadlineMs }).completion).resolves.toMatchObject({ code: 'invalidData' });
    await expect(camera.execute('describe', { jpeg: new Personal(Uint8Array.of(1)) }, { deadlineMs }).completion).resolves.toMatchObject({ code: 'invalidData' });
  });

  it('drops what names a command nobody gave, and a second completion', async () => {
    const { camera, page } = bench();
    const execution = camera.execute('open', null, { deadlineMs });
    await settle();
    expect(() => {
      page.reply({ kind: 'completion', requestId: 'never-given', completion: done });
      page.reply({ kind: 'event', requestId: 'never-given', frame: frameAt(0) });
      page.reply({ kind: 'completion', requestId: page.received[0]?.requestId ?? '', completion: { code: 'hardwareError', reason: null } });
    }).not.toThrow();
    await expect(execution.completion).resolves.toEqual(opened);
  });

  it('sends the reference photograph as base64', async () => {
    const { camera, page } = bench();
    await camera.execute('describe', { jpeg: new Personal(Uint8Array.of(255, 216, 255)) }, { deadlineMs }).completion;
    expect(page.received[0]).toMatchObject({ name: 'describe', jpeg: '/9j/' });
  });

  it('sends no photograph that the page would not take, and says so', async () => {
    const { camera, page } = bench();
    const describe = (length: number) => camera.execute('describe', { jpeg: new Personal(new Uint8Array(length)) }, { deadlineMs }).completion;
    await expect(describe(maxReferencePhotoBytes + 1)).resolves.toEqual({ code: 'invalidData', reason: 'undecodableImage' });
    expect(page.received).toEqual([]);
    await describe(maxReferencePhotoBytes);
    expect(CameraCommand.safeParse(page.received[0]).success).toBe(true);
  });
});

describe('a page that goes away', () => {
  it('ends the command under way as not ready, and says offline', async () => {
    const { camera, page } = bench({ completions: {} });
    const watching = camera.execute('observe', null, { deadlineMs });
    await settle();
    page.show(false);
    await expect(watching.completion).resolves.toEqual({ code: 'deviceNotReady', reason: 'pageGone' });
    expect(camera.status().generic).toBe('offline');
  });

  it('is asked nothing while it is away, and again when it is back', async () => {
    const { camera, page } = bench();
    page.show(false);
    await expect(camera.execute('open', null, { deadlineMs }).completion).resolves.toEqual({ code: 'deviceNotReady', reason: 'pageGone' });
    expect(page.received).toEqual([]);
    page.show(true);
    await expect(camera.execute('open', null, { deadlineMs }).completion).resolves.toEqual(opened);
  });
});

describe('a page that does not answer', () => {
  it('is told to stop when the deadline is over, and holds up nobody after that', async () => {
    const { camera, page, clock } = bench({ completions: { close: done } });
    const late = camera.execute('open', null, { deadlineMs });
    await clock.advance(deadlineMs);
    await expect(late.completion).resolves.toMatchObject({ code: 'timeOut' });
    const [asked, canceled] = page.received;
    expect(canceled).toMatchObject({ name: 'cancel', target: asked?.requestId });
    await expect(camera.execute('close', null, { deadlineMs }).completion).resolves.toEqual(done);
  });

  it('is told to stop when the caller has enough', async () => {
    const { camera, page } = bench({ completions: {} });
    const enough = new AbortController();
    const watching = camera.execute('observe', null, { deadlineMs, signal: enough.signal });
    await settle();
    enough.abort();
    await expect(watching.completion).resolves.toMatchObject({ code: 'canceled' });
    expect(page.received.at(-1)).toMatchObject({ name: 'cancel' });
  });
});

describe('status', () => {
  const running = { capture: 'running', light: 'unknown', picture: 'unknown', resolution: '640x480' } as const;

  it('is what the page last said, unasked', () => {
    const { camera, page } = bench();
    expect(camera.status().generic).toBe('unknown');
    page.reply({ kind: 'status', generic: 'online', specific: running });
    expect(camera.status()).toEqual({ generic: 'online', specific: running });
  });

  const observing = async (light: number, limits?: LightLimits) => {
    const clock = manualClock();
    const page = scriptedPage({ completions: { open: opened }, frames: [1, 2, 3, 4].map((at) => frameAt(at, null, { light })) });
    const camera = createCamera({ name: 'camera', clock, link: page.link, ...(limits && { light: limits }) });
    page.reply({ kind: 'status', generic: 'online', specific: running });
    camera.execute('observe', null, { deadlineMs });
    await settle();
    return { camera, page };
  };

  it.each([
    [0.5, 'ok', 'ok'], [0.05, 'dark', 'ok'], [0.97, 'bright', 'ok'], [0, 'dark', 'black'],
  ] as const)('tells from frames of luminance %d that the light is %s and the picture %s, and forgets how light it is when capture stops', async (light, level, picture) => {
    const { camera, page } = await observing(light, { darkBelow: 0.12, brightAbove: 0.9 });
    expect(camera.status().specific).toMatchObject({ light: level, picture });
    page.reply({ kind: 'status', generic: 'online', specific: { ...running, capture: 'stopped', resolution: 'unknown' } });
    expect(camera.status().specific).toMatchObject({ light: 'unknown', picture: picture === 'black' ? 'black' : 'unknown' });
  });

  const stopped = { ...running, capture: 'stopped', resolution: 'unknown' } as const;
  const anotherPage = (page: ScriptedPage): void => {
    page.show(false);
    page.show(true);
    page.reply({ kind: 'status', generic: 'online', specific: stopped });
  };

  it.each(['black', 'frozen'] as const)('remembers that the picture was %s, over visits, until a capture shows otherwise', async (flaw) => {
    const { camera, page } = await observing(flaw === 'black' ? 0 : 0.5, { darkBelow: 0.12, brightAbove: 0.9 });
    if (flaw === 'frozen') page.reply({ kind: 'status', generic: 'hardwareError', specific: { ...stopped, picture: 'frozen' } });
    anotherPage(page);
    expect(camera.status()).toMatchObject({ generic: 'online', specific: { picture: flaw } });
    page.reply({ kind: 'status', generic: 'online', specific: running });
    for (const at of [1, 2, 3]) page.reply({ kind: 'event', requestId: 'any', frame: frameAt(at, null, { light: 0.5 }) });
    expect(camera.status().specific.picture).toBe('ok');
    page.reply({ kind: 'status', generic: 'online', specific: stopped });
    expect(camera.status().specific.picture).toBe('unknown');
  });

  it('does not blame the next camera for what the last one showed', async () => {
    const { camera, page } = await observing(0, { darkBelow: 0.12, brightAbove: 0.9 });
    page.reply({ kind: 'status', generic: 'noDevice', specific: stopped });
    page.reply({ kind: 'status', generic: 'online', specific: stopped });
    expect(camera.status().specific.picture).toBe('unknown');
  });

  it('does not guess how light it is where nobody said what dark is', async () => {
    expect((await observing(0.5)).camera.status().specific.light).toBe('unknown');
  });
});

describe('the choice of the profile', () => {
  it('is told to every page that comes, before anything else', () => {
    const page = scriptedPage();
    const choice = { named: '046d:0825', widthPx: 1280, heightPx: 720, passiveScores: 'on' } as const;
    createCamera({ name: 'camera', clock: manualClock(), link: page.link, choice });
    expect(page.choice).toEqual(choice);
  });
});

describe('a snapshot', () => {
  const snapshot = (value: unknown) => bench({ completions: { snapshot: { code: 'success', value } as typeof opened } }).camera.execute('snapshot', null, { deadlineMs }).completion;

  it('arrives as personal', async () => {
    const taken = await snapshot({ jpeg: '/9j/', faces: 1, descriptor: descriptorAt(0.9) });
    expect(taken.code === 'success' && [...taken.value.jpeg.reveal()]).toEqual([0xff, 0xd8, 0xff]);
    expect(JSON.stringify(taken)).not.toContain('/9j/');
    expect(taken.code === 'success' && taken.value.descriptor?.reveal()).toEqual(descriptorAt(0.9));
    expect(JSON.stringify(taken)).toContain('"descriptor":"[personal]"');
  });

  it('that is none is refused', async () => {
    await expect(snapshot({ jpeg: 'not base64!', faces: 1, descriptor: null })).resolves.toMatchObject({ code: 'invalidData' });
  });
});
