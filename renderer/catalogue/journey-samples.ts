/** Sample screens of a visit that goes well, from the first touch to goodbye. */
import type { Choice } from '../../main/contract/index.ts';
import { certification, type Sample, text } from './sample.ts';

const choice = (id: string, weight: Choice['weight'], label: Choice['label'], hint: Choice['hint'] = null): Choice => ({ id, weight, label, hint });

const anotherWay = choice('another-way', 'quiet', text('换一种方式', 'Use another way'));
const summary = text('领取养老金、失业或工伤待遇的人员，每 12 个月认证一次', 'For people who draw a pension, unemployment or work-injury benefit; once every 12 months');

/** Before anybody begins, and while it must not be broken off. */
const outside = { back: false, cancel: false };
/** What was done is not taken back. */
const done = { back: false, cancel: true };

const identity = [
  { label: text('姓名', 'Name'), value: text('张*', 'Zhang *') },
  { label: text('社会保障号码', 'Social security number'), value: text('990000********0013', '990000********0013') },
  { label: text('参保地', 'Place of participation'), value: text('示范省通办示范区', 'Tongban Demonstration District, Demonstration Province') },
  { label: text('待遇类别', 'Kind of benefit'), value: text('企业职工基本养老保险待遇', 'Basic pension insurance for enterprise employees') },
  { label: text('上次认证', 'Last certified'), value: text('2025年11月30日', '30 November 2025') },
  { label: text('核验方式', 'How you were verified'), value: text('人脸比对', 'Face comparison') },
];

export const journeySamples: readonly Sample[] = [
  {
    name: 'attract', allows: outside,
    body: {
      kind: 'attract',
      title: text('社保自助服务', 'Social Security Self-Service'),
      welcome: text('轻触屏幕，开始办理', 'Touch the screen to begin'),
      notices: [
        text('请携带本人社会保障卡或居民身份证。', 'Please have your own social security card or resident ID card with you.'),
        text('需要帮助时，随时可以按“呼叫工作人员”。', 'You can call an attendant at any time with "Call an attendant".'),
      ],
    },
  },
  {
    name: 'menu',
    body: {
      kind: 'menu',
      title: text('您想办理什么？', 'What would you like to do?'),
      entries: [
        { service: 'benefit-certification', title: certification, summary, icon: 'certification', closed: null },
        {
          service: 'card-activation', title: text('社会保障卡启用（社保功能激活）', 'Social security card activation'), icon: 'activation',
          summary: text('新领到的卡，第一次使用前要启用', 'A new card has to be activated before it is used for the first time'), closed: null,
        },
        {
          service: 'card-password', title: text('社会保障卡密码修改', 'Change the password of your card'), icon: 'password',
          summary: text('需要插入社会保障卡，并知道原来的密码', 'You need your card and its present password'), closed: null,
        },
        {
          service: 'participation-record', title: text('个人权益记录（参保证明）查询打印', 'Personal rights record (certificate of participation)'), icon: 'print',
          summary: text('查询并打印您的参保和缴费记录', 'Look up and print your participation and contributions'),
          closed: text('打印机缺纸，已通知工作人员', 'The printer is out of paper; the staff have been told'),
        },
      ],
    },
  },
  {
    name: 'menu-one', help: 'called',
    body: {
      kind: 'menu', title: text('您想办理什么？', 'What would you like to do?'),
      entries: [{ service: 'benefit-certification', title: certification, summary, icon: 'certification', closed: null }],
    },
  },
  {
    name: 'consent', service: certification,
    body: {
      kind: 'consent',
      title: text('是否同意进行人脸比对？', 'Do you agree to a face comparison?'),
      lead: text('这是自愿的。不同意也能办理，效果一样。', 'This is voluntary. Without it you can be served just as well.'),
      points: [
        { heading: text('谁来处理', 'Who'), text: text('通办示范区社会保险经办机构，只在这台机器上进行', 'The social insurance agency of Tongban Demonstration District, on this kiosk only') },
        { heading: text('为了什么', 'What for'), text: text('只用来确认是您本人在办理，不作其他用途', 'Only to confirm that it is you who is being served, for nothing else') },
        { heading: text('怎么做', 'How'), text: text('摄像头看您几秒钟，请您做一两个简单动作，再与证件照片比对', 'The camera looks at you for a few seconds, asks for one or two simple movements, and compares you with your photograph') },
        { heading: text('保存多久', 'How long'), text: text('画面不保存、不上传，比对结束立即清除；只留下比对结果', 'No picture is stored or sent; everything is erased right after the comparison; only the result is kept') },
      ],
      choices: [
        choice('agree', 'equal', text('同意', 'I agree')),
        choice('another-way', 'equal', text('换一种方式', 'Use another way'), text('用社保卡密码，或请工作人员核验', 'With your card\'s password, or by an attendant')),
        choice('leave', 'equal', text('不办理了', 'Leave')),
      ],
    },
  },
  {
    name: 'present-either', service: certification,
    body: {
      kind: 'present', title: text('请出示您的证件', 'Please present your card'), prompt: text('任选一种即可', 'Either one will do'),
      accepts: ['social-security-card', 'resident-id-card'], phase: 'waiting', choices: [],
    },
  },
  {
    name: 'present-four', service: certification,
    body: {
      kind: 'present', title: text('请出示您的证件', 'Please present your card'), prompt: text('任选一种即可', 'Any one of them will do'),
      accepts: ['social-security-card', 'resident-id-card', 'passport', 'e-card-code'], phase: 'waiting', choices: [],
    },
  },
  {
    name: 'present-reading', service: certification,
    body: {
      kind: 'present', title: text('请插入社会保障卡', 'Please insert your social security card'),
      prompt: text('正在读取，请先不要拿走', 'Reading. Please leave it where it is'), accepts: ['social-security-card'], phase: 'reading',
      choices: [choice('use-id', 'quiet', text('改用居民身份证', 'Use my resident ID card instead'))],
    },
  },
  {
    name: 'present-attendant', service: certification,
    body: {
      kind: 'present', title: text('请工作人员核验', 'An attendant will verify you'),
      prompt: text('工作人员核对您本人和证件后，插入工作卡确认', 'After looking at you and your card, the attendant confirms with the attendant card'),
      accepts: ['attendant-card'], phase: 'waiting', choices: [choice('back-to-ways', 'quiet', text('选择其他方式', 'Choose another way'))],
    },
  },
  {
    name: 'information-due', service: certification,
    body: {
      kind: 'information', tone: 'neutral', title: text('张*，您好', 'Hello, Zhang *'),
      paragraphs: [text('您的认证将在 8 天后到期。现在办理，可以继续按时领取待遇。', 'Your certification runs out in 8 days. Certify now and your benefit goes on without a break.')],
      rows: identity.slice(0, 5),
      choices: [choice('continue', 'primary', text('现在认证', 'Certify now')), choice('leave', 'quiet', text('以后再办', 'Not today'))],
    },
  },
  {
    name: 'information-not-due', service: certification,
    body: {
      kind: 'information', tone: 'success', title: text('您现在不需要认证', 'You do not need to certify now'),
      paragraphs: [
        text('您的认证有效到 2027年6月30日，待遇照常发放。', 'Your certification is valid until 30 June 2027. Your benefit is paid as usual.'),
        text('到期前 3 个月起，可以随时再来办理。', 'From 3 months before that day you can certify at any time.'),
      ],
      rows: [], choices: [choice('finish', 'primary', text('知道了', 'All right')), choice('certify-anyway', 'quiet', text('仍然现在认证', 'Certify now all the same'))],
    },
  },
  ...faceSamples(),
  {
    name: 'pin', service: certification,
    body: {
      kind: 'pin', title: text('请输入社保卡密码', 'Please enter the PIN of your card'), prompt: text('共 6 位。请用手遮挡。', '6 digits. Please cover the pad with your hand.'),
      entered: 2, length: 6, pad: '7391058246', problem: null, choices: [anotherWay],
    },
  },
  {
    name: 'pin-wrong', service: certification,
    body: {
      kind: 'pin', title: text('请输入社保卡密码', 'Please enter the PIN of your card'), prompt: text('共 6 位。请用手遮挡。', '6 digits. Please cover the pad with your hand.'),
      entered: 6, length: 6, pad: '4802917365', problem: text('密码不对，还可以再试 2 次。', 'That was not the right PIN. You can try 2 more times.'), choices: [anotherWay],
    },
  },
  { name: 'busy', service: certification, body: { kind: 'busy', title: text('正在查询您的待遇状态', 'Looking up your benefit'), slow: false } },
  { name: 'busy-slow', service: certification, allows: outside, body: { kind: 'busy', title: text('正在提交，请不要离开', 'Sending. Please stay here'), slow: true, coming: 'rows' } },
  {
    name: 'review', service: certification,
    body: {
      kind: 'review', title: text('请核对，然后确认提交', 'Please check, then confirm'), lead: text('按“确认提交”后，本次认证才会生效。', 'It takes effect only when you press "Confirm".'),
      rows: identity, choices: [choice('confirm', 'primary', text('确认提交', 'Confirm'))],
    },
  },
  {
    name: 'result-accepted', service: certification, allows: done,
    body: {
      kind: 'result', tone: 'success', title: text('认证成功', 'You are certified'), number: '99000020261122000017',
      paragraphs: [text('社保系统已经受理。您的待遇将继续按时发放。', 'The social security system has accepted it. Your benefit goes on without a break.')],
      rows: [{ label: text('有效期至', 'Valid until'), value: text('2027年11月22日', '22 November 2027') }],
      choices: [choice('continue', 'primary', text('继续', 'Continue'))],
    },
  },
  {
    name: 'result-kept', service: certification, allows: done,
    body: {
      kind: 'result', tone: 'attention', title: text('已收下，稍后送达', 'Kept here, to be sent soon'), number: 'A-1024',
      paragraphs: [
        text('社保系统暂时连不上。您的认证已安全保存在本机，连上后会自动送出，只送一次。', 'The social security system cannot be reached just now. Your certification is safely kept in this kiosk and will be sent once, by itself.'),
        text('您不用再来一趟。想确认时，请拨打 12333。', 'You need not come again. To make sure, call 12333.'),
      ],
      rows: [], choices: [choice('continue', 'primary', text('继续', 'Continue'))],
    },
  },
  {
    name: 'rating', service: certification, allows: done,
    body: {
      kind: 'rating', title: text('您对这次服务满意吗？', 'How was it?'), lead: text('自愿评价，不影响办理结果。', 'Only if you like. It changes nothing about your case.'),
      levels: [
        { level: 5, label: text('非常满意', 'Very satisfied') }, { level: 4, label: text('满意', 'Satisfied') }, { level: 3, label: text('基本满意', 'Fairly satisfied') },
        { level: 2, label: text('不满意', 'Dissatisfied') }, { level: 1, label: text('非常不满意', 'Very dissatisfied') },
      ],
      choices: [choice('skip', 'quiet', text('不评价', 'Skip'))],
    },
  },
  {
    name: 'take', allows: done,
    body: {
      kind: 'take', title: text('请带好您的物品', 'Please take your things'),
      items: [
        { item: 'card', label: text('社会保障卡', 'Social security card'), presence: 'present' },
        { item: 'id-card', label: text('居民身份证', 'Resident ID card'), presence: 'unknown' },
        { item: 'receipt', label: text('凭条', 'Receipt'), presence: 'taken' },
      ],
      choices: [],
    },
  },
  {
    name: 'take-unseen', allows: done,
    body: {
      kind: 'take', title: text('请带好您的物品', 'Please take your things'),
      items: [{ item: 'id-card', label: text('居民身份证', 'Resident ID card'), presence: 'unknown' }, { item: 'receipt', label: text('凭条', 'Receipt'), presence: 'taken' }],
      choices: [choice('done', 'primary', text('都拿好了', 'I have everything'))],
    },
  },
  {
    name: 'farewell', allows: done,
    body: { kind: 'farewell', title: text('办好了，请慢走', 'All done. Goodbye'), paragraphs: [text('您的个人信息已从这台机器上清除。', 'Your personal details have been cleared from this kiosk.')] },
  },
];

function faceSamples(): Sample[] {
  const body = {
    kind: 'face' as const, title: text('人脸比对', 'Face comparison'), total: 2, attempt: { number: 1, of: 3 }, action: null, done: 0, choices: [anotherWay],
  };
  return [
    { name: 'face-positioning', service: certification, body: { ...body, phase: 'positioning', prompt: text('请站近一点，看着屏幕上方的摄像头', 'Please come closer and look at the camera above the screen') } },
    { name: 'face-turn', service: certification, body: { ...body, phase: 'challenge', action: 'turn-left', done: 1, prompt: text('请慢慢向左转头', 'Slowly turn your head to the left') } },
    { name: 'face-mouth', service: certification, body: { ...body, phase: 'challenge', action: 'open-mouth', prompt: text('请张开嘴', 'Open your mouth') } },
    { name: 'face-deciding', service: certification, body: { ...body, phase: 'deciding', done: 2, attempt: { number: 2, of: 3 }, prompt: text('好了，正在比对', 'Good. Comparing now') } },
  ];
}
