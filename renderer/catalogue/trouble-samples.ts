/** Sample screens of what can go wrong, and of what lies over any screen. */
import { certification, type Sample, text } from './sample.ts';

const again = { id: 'again', weight: 'primary', label: text('再试一次', 'Try again'), hint: null } as const;
const anotherWay = { id: 'another-way', weight: 'equal', label: text('换一种方式', 'Use another way'), hint: null } as const;

const longPoint = (number: number) => ({
  label: text(`第 ${number} 项参保记录的经办机构名称`, `Agency of participation record number ${number}`),
  value: text('示范省通办示范区社会保险事业管理中心第二办事处', 'Second Office of the Social Insurance Centre of Tongban Demonstration District'),
});

export const troubleSamples: readonly Sample[] = [
  {
    name: 'failure-card', service: certification,
    body: {
      kind: 'failure', code: 'card.pulledEarly', title: text('卡取出得太早了', 'The card was taken out too early'),
      whatHappened: text('还没有读完，卡就离开了卡槽。', 'The card left the slot before it had been read.'),
      whatNow: text('请把卡重新插入，等屏幕提示后再取。', 'Please insert the card again and leave it in until the screen says so.'),
      nothingLost: text('什么也没有提交，您的卡没有改变。', 'Nothing was sent and your card has not been changed.'),
      choices: [again],
    },
  },
  {
    name: 'failure-longest', service: certification, help: 'called',
    body: {
      kind: 'failure', code: 'identity.differentPersonThanCard', title: text('身份证和社保卡不是同一个人', 'The ID card and the social security card belong to different people'),
      whatHappened: text('您放上的居民身份证，姓名或者号码，与刚才插入的社会保障卡不一致。', 'The resident ID card you laid on the reader does not have the same name or number as the social security card inserted before.'),
      whatNow: text('请换成本人的身份证再试。如果两张都是您的，请呼叫工作人员，他们会帮您核对登记信息。', 'Please try again with your own ID card. If both are yours, call an attendant, who will look at your registration with you.'),
      nothingLost: text('什么也没有提交，您的登记信息没有改变。', 'Nothing was sent and your registration has not been changed.'),
      choices: [again, anotherWay],
    },
  },
  {
    name: 'information-long', service: certification, manyPages: true,
    body: {
      kind: 'information', tone: 'attention', title: text('待遇已暂停，认证后恢复', 'Your benefit is suspended until you certify'),
      paragraphs: [], rows: Array.from({ length: 14 }, (_, index) => longPoint(index + 1)),
      choices: [{ id: 'continue', weight: 'primary', label: text('现在认证', 'Certify now'), hint: text('暂停期间的待遇会补发', 'What was held back will be paid') }],
    },
  },
  {
    name: 'menu-many', manyPages: true,
    body: {
      kind: 'menu', title: text('您想办理什么？', 'What would you like to do?'),
      entries: Array.from({ length: 16 }, (_, index) => ({
        service: `service-${index + 1}`, title: text(`社会保险关系转移接续（第 ${index + 1} 项）`, `Social insurance transfer, item ${index + 1}`),
        summary: text('申请、查询进度，打印受理凭条', 'Apply, follow your case, print a receipt'), icon: 'transfer', closed: null,
      })),
    },
  },
  {
    name: 'idle-warning', service: certification, idleWarning: { secondsLeft: 27 },
    body: {
      kind: 'review', title: text('请核对，然后确认提交', 'Please check, then confirm'), lead: text('按“确认提交”后，本次认证才会生效。', 'It takes effect only when you press "Confirm".'),
      rows: [{ label: text('姓名', 'Name'), value: text('张*', 'Zhang *') }],
      choices: [{ id: 'confirm', weight: 'primary', label: text('确认提交', 'Confirm'), hint: null }],
    },
  },
  {
    name: 'closed', allows: { back: false, cancel: false },
    body: {
      kind: 'closed', title: text('本机暂停服务', 'This kiosk is closed for now'),
      paragraphs: [text('读卡器和证件阅读器都不能使用，工作人员正在处理。', 'Neither the card reader nor the ID reader works; the staff are seeing to it.'), text('请到人工窗口办理，或拨打 12333。', 'Please go to a counter, or call 12333.')],
    },
  },
];
