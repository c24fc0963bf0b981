/** Process start → attract screen usable: core and page started from nothing, again and again, on wires that are there. */
import type { DemoWires } from './demo-wires.ts';
import { tellProgress } from './progress.ts';
import { startRunningKiosk } from './running-kiosk.ts';
import type { Section } from './table.ts';

export async function measureStart(wires: DemoWires, times: number): Promise<Section> {
  const coreReady: number[] = [];
  const attract: number[] = [];
  const answering: number[] = [];
  for (let time = 1; time <= times; time++) {
    tellProgress(`start ${time} of ${times}`);
    const kiosk = await startRunningKiosk(wires);
    try {
      const { startedAt, coreReadyAt, attractPaintedAt } = kiosk.times;
      // That it can be used is proved by using it.
      const menu = await kiosk.touch('[data-screen="attract"] .start');
      coreReady.push(coreReadyAt - startedAt);
      attract.push(attractPaintedAt - startedAt);
      answering.push(menu.paintedAt - (menu.touchedAt ?? menu.paintedAt));
    } finally {
      await kiosk.close();
    }
  }
  return {
    title: 'Process start → attract screen usable (core, then headless Chromium with a fresh profile; the far ends run already)',
    measurements: [
      { name: 'core process start → core ready', samples: coreReady, note: '' },
      { name: 'core process start → attract painted', samples: attract, note: 'two animation frames after it is in the document' },
      { name: 'first touch on it → menu painted', samples: answering, note: 'proof that the attract screen answers' },
    ],
  };
}
