/** The integrator's test of a camera, against a page played from a script: what it says, and what it keeps to itself. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadYaml } from '../../../kiosk-config/schema/load.ts';
import { Profile } from '../../../kiosk-config/schema/profile.ts';
import { awaitedClock } from '../../../test/support/awaited-clock.ts';
import { done, frameAt, opened, scriptedPage, type PageScript } from '../../../test/support/scripted-camera-page.ts';
import { openOne } from './device-tool.ts';
import { selfTest, type Verdict } from './self-test.ts';

const profile = loadYaml(Profile, resolve(import.meta.dirname, '../../../kiosk-config/profiles/demo-portrait.yaml'));
const well: PageScript = { completions: { open: opened, close: done }, frames: [1, 2, 3, 4].map((at) => frameAt(at)) };

async function walk(script: PageScript | null) {
  const clock = awaitedClock();
  const page = script && scriptedPage(script);
  const trace: string[] = [];
  const device = await openOne(profile, 'camera', {
    trace: (line) => trace.push(line), clock, light: { darkBelow: 0.12, brightAbove: 0.9 }, ...(page && { cameraLink: page.link }),
  });
  if (!device) throw new Error('not in the profile');
  page?.reply({ kind: 'status', generic: 'online', specific: { capture: 'running', light: 'unknown', picture: 'unknown', resolution: '640x480' } });
  const said: string[] = [];
  let verdict: Verdict | null = null;
  void selfTest(device, { guide: (sentence) => said.push(sentence), tell: ({ what, verdict: step, detail }) => said.push(`${step} ${what} ${detail}`) }, new AbortController().signal)
    .then((reached) => { verdict = reached; });
  await clock.advanceUntil(() => verdict !== null);
  await device.close();
  return { verdict, said: said.join('\n'), trace: trace.join('\n') };
}

test('a camera that is well passes with its name, resolution, light and pace; no descriptor shows in the trace', async () => {
  const { verdict, said, trace } = await walk(well);
  expect(verdict).toBe('passed');
  expect(said).toContain('test camera, 640x480, test engine');
  expect(said).toContain('light: ok, picture: ok');
  expect(said).toContain('on 4 of 4 pictures');
  expect(trace).toContain('← frame 640x480: light 0.50, faces 1, 40 ms');
  expect(trace).not.toMatch(/0\.9|descriptor/);
});

test('a camera before which nobody stands is not called broken', async () => {
  const { verdict } = await walk({ ...well, frames: [1, 2, 3, 4].map((at) => frameAt(at, null)) });
  expect(verdict).toBe('notTested');
});

test.each([
  ['sees black', { ...well, frames: [1, 2, 3, 4].map((at) => frameAt(at, null, { light: 0 })) }, 'picture: black'],
  ['is frozen', { ...well, completions: { ...well.completions, observe: { code: 'hardwareError', reason: 'frozenFrames' } } }, 'hardwareError: frozenFrames'],
  ['may not be used', { completions: { open: { code: 'hardwareError', reason: 'permissionDenied' } } }, 'hardwareError: permissionDenied'],
] as const)('a camera that %s fails, and is told so', async (_, script, why) => {
  const { verdict, said } = await walk(script);
  expect(verdict).toBe('failed');
  expect(said).toContain(why);
});

test('without a page the camera is offline, and that is said in time', async () => {
  const { verdict, said } = await walk(null);
  expect(verdict).toBe('failed');
  expect(said).toContain('offline');
});
