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
  'first-generation': { label: { 'zh-CN': '一代卡', en: 'First-generation card' }, about: { 'zh-CN': '张三的卡，1.0 规范', en: 'Zhang San\'s, by the 1.0 specification' }, tint: 'other' },
  contactless: { label: { 'zh-CN': '非接触卡', en: 'Contactless card' }, about: { 'zh-CN': '张三的卡，T=1，不能改密码', en: 'Zhang San\'s, over T=1, PIN cannot be written' }, tint: 'other' },
  ssf33: { label: { 'zh-CN': 'SSF33 卡', en: 'SSF33 card' }, about: { 'zh-CN': '张三的卡，只有加密机能认证', en: 'Zhang San\'s, only an HSM can judge it' }, tint: 'other' },
  forged: { label: { 'zh-CN': '伪造卡', en: 'Forged card' }, about: { 'zh-CN': '没有发卡机构的密钥', en: 'without the issuer\'s key' }, tint: 'broken' },
  'pin-locked': { label: { 'zh-CN': '密码锁定卡', en: 'Card with a locked PIN' }, about: { 'zh-CN': '张三的卡，密码已锁', en: 'Zhang San\'s, no tries left' }, tint: 'broken' },
  'no-pin': { label: { 'zh-CN': '无密码卡', en: 'Card without a PIN' }, about: { 'zh-CN': '张三的卡，未设密码', en: 'Zhang San\'s, PIN never set' }, tint: 'other' },
};
