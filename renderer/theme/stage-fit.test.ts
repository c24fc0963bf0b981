import { expect, test } from 'vitest';
import { Panel } from '../../main/contract/index.ts';
import { assumedPanel, placeStage } from './stage-fit.ts';

const panel = assumedPanel({ width: 1080, height: 1920 });

test('a window of the panel\'s size shows the stage at its own size', () => {
  expect(placeStage(panel, { width: 1080, height: 1920 })).toEqual({ scale: 1, left: 0, top: 0 });
});

test('a laptop\'s window shows the whole stage, smaller and centred', () => {
  expect(placeStage(panel, { width: 1440, height: 960 })).toEqual({ scale: 0.5, left: 450, top: 0 });
});

test('a window larger than the panel never enlarges the stage', () => {
  expect(placeStage(panel, { width: 2160, height: 3840 })).toEqual({ scale: 1, left: 540, top: 960 });
});

test('the assumed panel lies as the window lies and is a valid panel', () => {
  expect(panel.heightPx).toBeGreaterThan(panel.widthPx);
  const wide = assumedPanel({ width: 1366, height: 768 });
  expect(wide.widthPx).toBeGreaterThan(wide.heightPx);
  expect(Panel.safeParse(wide).success).toBe(true);
});
