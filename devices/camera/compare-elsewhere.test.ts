import { describe, expect, it, vi } from 'vitest';
import { manualClock } from '../../test/support/manual-clock.ts';
import { descriptorAt, done, opened, repeated, scriptedPage, sequence, type PageScript } from '../../test/support/scripted-camera-page.ts';
import type { Personal } from '../personal.ts';
import { assessFace, compareElsewhere, createCamera, type CallTime, type Compared, type NotCompared } from './index.ts';

const ahead = repeated(22);
const alive = sequence([...ahead, ...repeated(4, { mouthOpenness: 0.4 }), ...ahead]);
type Snapshot = Extract<NonNullable<NonNullable<PageScript['completions']>['snapshot']>, { code: 'success' }>['value'];
const snapshotOf = (similarity: number, faces = 1): Snapshot => ({ jpeg: '/9j/', faces, descriptor: descriptorAt(similarity) });
const compared: Compared = { outcome: 'compared', engine: 'hall', similarity: 0.7, threshold: 0.5 };

function attempt(snapshot: Snapshot, answer: Compared | NotCompared<string> = compared, script: PageScript = {}) {
  const clock = manualClock();
  const page = scriptedPage({ completions: { open: opened, snapshot: { code: 'success', value: snapshot }, close: done }, frames: alive, ...script });
  const send = vi.fn((_frame: Personal<Uint8Array>, _time: CallTime): Promise<Compared | NotCompared<string>> => Promise.resolve(answer));
  const assessment = assessFace<string>({
    camera: createCamera({ name: 'camera', clock, link: page.link }), comparer: compareElsewhere({ send }),
    actions: ['open-mouth'], challenges: 1, passive: null, darkBelow: 0.12, minimumEyeDistancePx: 40, random: () => 0, clock,
    deadlineMs: 45_000, patience: 1, signal: new AbortController().signal, onProgress: () => undefined,
  });
  return { assessment, page, send };
}

describe('a comparison outside the kiosk', () => {
  it('gets one frame, once, of the person who was seen to be alive, and its answer decides', async () => {
    const { assessment, page, send } = attempt(snapshotOf(0.9));
    await expect(assessment).resolves.toEqual({ ...compared, outcome: 'match' });
    expect(send).toHaveBeenCalledOnce();
    expect([...send.mock.calls[0]?.[0].reveal() ?? []]).toEqual([0xff, 0xd8, 0xff]);
    expect(page.received.map(({ name }) => name)).toEqual(['open', 'observe', 'cancel', 'snapshot', 'close']);
  });

  it('decides by its own threshold', async () => {
    await expect(attempt(snapshotOf(0.9), { ...compared, similarity: 0.49 }).assessment).resolves.toEqual({ outcome: 'no-match' });
  });

  it.each([
    ['somebody else by then', snapshotOf(-0.5), 'not-alive'], ['two people by then', snapshotOf(0.9, 2), 'several-faces'],
    ['nobody by then', { jpeg: '/9j/', faces: 0, descriptor: null }, 'no-face'],
  ] as const)('gets nothing of %s, though the picture was taken again', async (_, snapshot, outcome) => {
    const { assessment, send, page } = attempt(snapshot);
    await expect(assessment).resolves.toEqual({ outcome });
    expect(send).not.toHaveBeenCalled();
    expect(page.received.filter(({ name }) => name === 'snapshot')).toHaveLength(3);
  });

  it('gets nothing of somebody who was not seen to be alive', async () => {
    const { assessment, send } = attempt(snapshotOf(0.9), compared, { frames: sequence(repeated(300)) });
    await expect(assessment).resolves.toEqual({ outcome: 'not-alive' });
    expect(send).not.toHaveBeenCalled();
  });

  it('may have troubles of its own, which are handed on', async () => {
    await expect(attempt(snapshotOf(0.9), { outcome: 'trouble', trouble: 'line down' }).assessment).resolves.toEqual({ outcome: 'trouble', trouble: 'line down' });
  });

  it('is not begun where the camera gives no picture', async () => {
    const { assessment, send } = attempt(snapshotOf(0.9), compared, {
      completions: { open: opened, snapshot: { code: 'hardwareError', reason: 'cameraVanished' }, close: done },
    });
    await expect(assessment).resolves.toEqual({ outcome: 'camera-unavailable' });
    expect(send).not.toHaveBeenCalled();
  });
});
