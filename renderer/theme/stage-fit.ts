/** Where the stage, laid out in the panel's pixels, lies in the window: at its own size, or smaller where the window is. */
import type { Panel } from '../../main/contract/index.ts';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface StagePlace {
  /** 1 on the kiosk itself; less in a smaller window (development, demonstrations). Never more. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Centres the panel in the window, scaled down until all of it is visible. Lengths in CSS pixels. */
export function placeStage(panel: Panel, window: Extent): StagePlace {
  const scale = Math.min(1, window.width / panel.widthPx, window.height / panel.heightPx);
  return {
    scale,
    left: Math.max(0, (window.width - panel.widthPx * scale) / 2),
    top: Math.max(0, (window.height - panel.heightPx * scale) / 2),
  };
}

/** The panel taken for granted until the core has said which one there is: the 21.5-inch one, mounted as the window lies. */
export function assumedPanel(window: Extent): Panel {
  const [long, short] = [{ px: 1920, mm: 476 }, { px: 1080, mm: 268 }];
  const [across, down] = window.width < window.height ? [short, long] : [long, short];
  return { widthPx: across.px, heightPx: down.px, widthMm: across.mm, heightMm: down.mm, lowerEdgeMm: 800, viewingDistanceMm: 600 };
}
