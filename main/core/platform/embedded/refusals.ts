/** Why the demo hall refuses, with the sentence the person is told. Nothing here tells a person what the records suspect. */
import type { LocalizedText } from '../../../contract/index.ts';

export const refusals = {
  'name-mismatch': {
    'zh-CN': '姓名与社会保障号码的登记信息不一致，请到人工窗口核对。',
    en: 'The name does not match the one registered for this social security number. Please have it checked at a staffed counter.',
  },
  'person-not-found': {
    'zh-CN': '系统中没有查到您的参保登记，请到人工窗口咨询。',
    en: 'No registration was found for you. Please ask at a staffed counter.',
  },
  'code-not-valid': {
    'zh-CN': '这个二维码已经失效，请在手机上刷新后再扫一次。',
    en: 'This code is no longer valid. Please refresh it on your phone and scan it again.',
  },
  'no-benefit-record': {
    'zh-CN': '系统中没有您的待遇领取记录，不需要认证。',
    en: 'There is no record of a benefit in your name, so there is nothing to certify.',
  },
  'already-certified': {
    'zh-CN': '您已完成本期认证，不需要重复办理。',
    en: 'You are already certified for this period. There is nothing more to do.',
  },
  'not-due': {
    'zh-CN': '还没有到您的认证时间，到期前60天内再办理即可。',
    en: 'Your certification is not due yet. You can certify within the last 60 days.',
  },
  'pending-review': {
    'zh-CN': '您上次的认证正在人工复核，请等待结果。',
    en: 'Your last certification is being reviewed by staff. Please wait for the result.',
  },
  'see-counter': {
    'zh-CN': '这项业务需要工作人员为您办理，请到人工窗口。',
    en: 'A member of staff needs to handle this for you. Please go to a staffed counter.',
  },
  'not-flexible': {
    'zh-CN': '您没有以灵活就业身份参加养老保险，不用申报缴费基数。',
    en: 'You are not insured as flexible employment, so there is no contribution base to declare.',
  },
  'already-declared': {
    'zh-CN': '您今年已经申报过缴费基数。要改动，请在申报期内到人工窗口。',
    en: 'You have declared your contribution base this year. To change it, go to a staffed counter while the window is open.',
  },
  'declaration-closed': {
    'zh-CN': '现在不在缴费基数申报期内，请等下次申报期再来。',
    en: 'The window for declaring contribution bases is closed. Please come back when the next one opens.',
  },
  'base-out-of-limits': {
    'zh-CN': '申报的缴费基数不在今年允许的范围内，请重新申报。',
    en: 'The contribution base is outside of what is allowed this year. Please declare it again.',
  },
  'already-rated': {
    'zh-CN': '这次办理已经评价过了，谢谢您。',
    en: 'This service has already been rated. Thank you.',
  },
  'invalid-content': {
    'zh-CN': '提交的内容不完整，请到人工窗口办理。',
    en: 'What was submitted is incomplete. Please go to a staffed counter.',
  },
  'unknown-operation': {
    'zh-CN': '平台暂不支持这项业务，请到人工窗口办理。',
    en: 'The platform does not offer this service. Please go to a staffed counter.',
  },
  'not-accepting': {
    'zh-CN': '业务系统现在暂停受理，请稍后再来或到人工窗口办理。',
    en: 'The system is not taking requests at the moment. Please come back later or go to a staffed counter.',
  },
} as const satisfies Record<string, LocalizedText>;

export type RefusalReason = keyof typeof refusals;
