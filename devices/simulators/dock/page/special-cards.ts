/** How the tray's special cards are called and drawn. */
import type { LocalizedText } from '../../../../main/contract/index.ts';
import type { SpecialCardName } from '../../card/card-names.ts';

interface Drawing {
  readonly label: LocalizedText;
  readonly about: LocalizedText;
  readonly tint: 'staff' | 'bank' | 'other' | 'broken';
}

export const specialCardDrawings: Readonly<Record<SpecialCardName, Drawing>> = {
  attendant: { label: { 'zh-CN': '工作人员卡', en: 'Attendant card' }, about: { 'zh-CN': '协助认证', en: 'co-signs' }, tint: 'staff' },
  bank: { label: { 'zh-CN': '银行卡', en: 'Bank card' }, about: { 'zh-CN': '没有社保应用', en: 'no social-security application' }, tint: 'bank' },
  'not-social-security': { label: { 'zh-CN': '其他芯片卡', en: 'Other chip card' }, about: { 'zh-CN': '不是社保卡', en: 'not a social-security card' }, tint: 'other' },
  mute: { label: { 'zh-CN': '无应答卡', en: 'Mute card' }, about: { 'zh-CN': '上电后不应答', en: 'never answers' }, tint: 'broken' },
  'wrong-way-round': { label: { 'zh-CN': '插反的卡', en: 'Card put in wrongly' }, about: { 'zh-CN': '芯片没有接触到读卡器', en: 'its chip does not meet the contacts' }, tint: 'broken' },
  damaged: { label: { 'zh-CN': '损坏的卡', en: 'Damaged card' }, about: { 'zh-CN': '数据读不出', en: 'records unreadable' }, tint: 'broken' },
  locked: { label: { 'zh-CN': '应用锁定卡', en: 'Locked card' }, about: { 'zh-CN': '应用已锁定', en: 'application locked' }, tint: 'broken' },
};
