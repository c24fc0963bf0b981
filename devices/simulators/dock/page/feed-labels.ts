/** What the camera feeds are called on the page: by the persons whose face they show; others by their name. */
import type { LocalizedText } from '../../../../main/contract/index.ts';
import { persons } from '../../persons.ts';

const scenes: Readonly<Record<string, LocalizedText>> = {
  empty: { 'zh-CN': '没有人', en: 'Nobody' },
  dark: { 'zh-CN': '太暗', en: 'Too dark' },
  black: { 'zh-CN': '全黑（镜头盖着）', en: 'Black (covered)' },
  frozen: { 'zh-CN': '画面卡住', en: 'Frozen picture' },
  misplaced: { 'zh-CN': '没站对（太远、太偏、太近）', en: 'Out of place (too far, aside, too near)' },
  'two-people': { 'zh-CN': '两个人', en: 'Two people' },
};

export function feedLabel(feed: string): LocalizedText {
  const [, kind, portrait] = /^(live|photo)-([a-z])$/.exec(feed) ?? [];
  const shown = persons.filter((person) => person.portrait === portrait);
  if (shown.length === 0) return scenes[feed] ?? { 'zh-CN': feed, en: feed };
  const zh = shown.map((person) => person.name).join('、');
  const en = shown.map((person) => person.id).join(', ');
  return kind === 'live' ? { 'zh-CN': `${zh} 本人`, en: `${en} in person` } : { 'zh-CN': `${zh} 的照片`, en: `photo of ${en}` };
}
