/** Contract-valid values for tests of the bridge, and a hub to hold them. */
import { pino, type Logger } from 'pino';
import { contractVersion, defaultModes, type HallStatus, type OfferedLanguage, type Screen } from '../../main/contract/index.ts';
import { createPageHub, type PageHub } from '../../main/core/bridge/index.ts';
import type { Clock } from '../../devices/clock.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });

export const silentLog = pino({ level: 'silent' });

export function attractScreen(id: string): Screen {
  return {
    id, modes: defaultModes, service: null, allows: { back: false, cancel: false, moreTime: false }, help: 'available', idleWarning: null,
    body: { kind: 'attract', title: text('社保自助服务'), welcome: text('轻触屏幕，开始办理'), notices: [] },
  };
}

export const hallStatus: HallStatus = {
  hall: text('示范大厅'), terminal: '990000000001', now: '2026-11-22T09:00:00+08:00', outOfService: [], signs: [], attention: [], demonstration: null,
};

export const hello = { type: 'hello', contractVersion } as const;

export const intentOn = (screenId: string) => ({ type: 'intent', intent: { screenId, kind: 'help' } }) as const;

const languages = [
  { tag: 'zh-CN', name: '简体中文', direction: 'ltr', fallbacks: [], locale: 'zh-CN', texts: {} },
  { tag: 'en', name: 'English', direction: 'ltr', fallbacks: [], locale: 'en-GB', texts: {} },
] satisfies OfferedLanguage[];

export function hubForTest(clock: Clock, log: Logger = silentLog): PageHub {
  const panel = { widthPx: 1080, heightPx: 1920, widthMm: 344, heightMm: 611, lowerEdgeMm: 830, viewingDistanceMm: 500 };
  return createPageHub({ welcome: { panel, languages }, clock, log });
}
