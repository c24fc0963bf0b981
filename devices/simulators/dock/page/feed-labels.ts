/** What the camera feeds are called on the page; a feed without a label of its own goes by its name. */
import type { LocalizedText } from '../../../../main/contract/index.ts';

const scenes: Readonly<Record<string, LocalizedText>> = {
  empty: { 'zh-CN': '空场景', en: 'Empty scene' },
  darkness: { 'zh-CN': '黑暗', en: 'Darkness' },
  two: { 'zh-CN': '两个人', en: 'Two people' },
};

export function feedLabel(feed: string): LocalizedText {
  return scenes[feed] ?? { 'zh-CN': feed, en: feed };
}
