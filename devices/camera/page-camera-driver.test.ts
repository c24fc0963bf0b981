import { describe, expect, it } from 'vitest';
import type { FrameMeasurement } from '../../main/contract/index.ts';
import { manualClock, settle } from '../../test/support/manual-clock.ts';
import { done, frameAt, opened, scriptedPage, type PageScript } from '../../test/support/scripted-camera-page.ts';
import { createCamera } from './index.ts';

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

  it('hands every measured frame on, in order', async () => {
    const seen: FrameMeasurement[] = [];
    const frames = [frameAt(0), frameAt(100, null)];
    const { camera } = bench({ completions: { observe: { code: 'canceled', reason: null } }, frames });
    await camera.execute('observe', null, { deadlineMs, onEvent: (frame) => seen.push(frame) }).completion;
    expect(seen).toEqual(frames);
  });

  it('refuses a success that does not carry what the command is for', async () => {
    const { camera } = bench({ completions: { open: done, describe: opened } });
    await expect(camera.execute('open', null, { deadlineMs }).completion).resolves.toMatchObject({ code: 'invalidData' });
    await expect(camera.execute('describe', { jpeg: new Uint8Array([1]) }, { deadlineMs }).completion).resolves.toMatchObject({ code: 'invalidData' });
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
    await camera.execute('describe', { jpeg: new Uint8Array([255, 216, 255]) }, { deadlineMs }).completion;
    expect(page.received[0]).toMatchObject({ name: 'describe', jpeg: '/9j/' });
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
  it('is what the page last said, unasked', () => {
    const { camera, page } = bench();
    expect(camera.status().generic).toBe('unknown');
    page.reply({ kind: 'status', generic: 'online', specific: { capture: 'running', light: 'unknown' } });
    expect(camera.status()).toEqual({ generic: 'online', specific: { capture: 'running', light: 'unknown' } });
  });
});
