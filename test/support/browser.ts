/** The machine's own Chromium, for tests and benches. */
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../../main/launch/chromium.ts';

/** Without a window, and without what it would do in the background. Rejects where there is none. */
export async function launchChromium(switches: readonly string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium on this machine');
  return chromium.launch({ executablePath, args: [...switches, '--no-sandbox', '--disable-background-networking', '--disable-component-update'] });
}
