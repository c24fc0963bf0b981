/** Sample question pages: one of every kind of field, fresh, refused, and with everything at its longest; and the review of what was answered. */
import type { Choice, EntryField, LocalizedText, Row } from '../../main/contract/index.ts';
import { type Sample, text } from './sample.ts';
import { wordsOfService } from './service-words.ts';

const service = text('更新联系方式', 'Update contact details');
const keep: Choice = { id: 'keep', weight: 'equal', hint: null, label: text('不改了，继续', 'Keep it and continue') };
const skip: Choice = { id: 'skip', weight: 'quiet', hint: null, label: text('这一项不填', 'Skip this question') };

interface State {
  readonly kept?: LocalizedText;
  readonly problem?: LocalizedText;
  readonly choices?: Choice[];
  readonly manyPages?: true;
  readonly progress?: { readonly number: number; readonly of: number };
}

const question = (name: string, field: EntryField, title: LocalizedText, prompt: LocalizedText, { kept, problem, choices, manyPages, progress }: State = {}): Sample => ({
  name: `entry-${name}`, service, ...(manyPages && { manyPages }),
  body: { kind: 'entry', title, prompt, ...(progress && { progress }), field, kept: kept ?? null, problem: problem ?? null, choices: choices ?? [] },
});

const phone = [{ kind: 'phone' }, text('您的电话号码是多少？', 'What is your telephone number?'), text('手机号最好；固定电话请加区号。', 'A mobile number if you have one; a fixed line with its area code.')] as const;
const amount = [{ kind: 'amount', unit: 'fen', leastFen: 10_000, mostFen: 2_000_000 }, text('您这次想缴多少？', 'How much would you like to pay this time?'), text('元和角、分都可以填。', 'Yuan, and fen behind the point.')] as const;
const since = [{ kind: 'date', earliest: '1926-11-22', latest: '2026-11-22' }, text('从哪天开始住在那里？', 'Since when have you lived there?'), text('大概的日子也可以，也可以不填。', 'About when will do, or skip this.')] as const;
const region = [{ kind: 'region', near: '440100' }, text('您现在住在哪里？', 'Where do you live now?'), text('先选省份，再选城市、区县。', 'Choose the province, then the city, then the district.')] as const;
const address = [{ kind: 'text', purpose: 'address', longest: 60 }, text('详细地址是什么？', 'What is the address there?'), text('街道、门牌、楼号、房号。也可以不填。', 'Street, number, building and flat. You may skip this.')] as const;
const name = [{ kind: 'text', purpose: 'name', longest: 30 }, text('联系人叫什么名字？', 'What is the name of your contact?'), text('请填身份证上的名字。', 'As it is written on the identity card.')] as const;

export const entrySamples: readonly Sample[] = [
  question('phone', ...phone, { progress: { number: 1, of: 4 } }),
  question('phone-refused', ...phone, {
    kept: text('138****1234', '138****1234'), choices: [keep],
    problem: {
      ...text('这个号码不对。固定电话请加区号，境外号码以“+”开头。', 'This number cannot be right. A fixed line needs its area code; an overseas number begins with "+".'),
      'zh-CN-x-plain': '这个号码不对，请再看看。', 'en-x-plain': 'This number is not right. Please check it.',
    },
  }),
  question('amount', ...amount),
  question('amount-refused', ...amount, { problem: text('金额不能多于 20,000 元。', 'The amount must be at most 20,000 yuan.') }),
  question('date', ...since, { choices: [skip] }),
  question('region', ...region, { manyPages: true }),
  question('region-anywhere', { kind: 'region' }, region[1], region[2], { manyPages: true, kept: text('湖北省仙桃市', '湖北省仙桃市'), choices: [keep] }),
  question('text', ...address, { choices: [skip], progress: { number: 3, of: 4 } }),
  question('text-refused', ...address, {
    kept: text('示范路********01室', '示范路********01室'), choices: [keep, skip],
    problem: text('里面有不能用的符号，请去掉后再确认。', 'It contains a character that cannot be used. Please remove it.'),
  }),
  question('name', ...name),
  review(),
];

/** What was just typed stands there whole, each answer with its way back to the question. */
function review(): Sample {
  const { said } = wordsOfService('contact-details');
  const same = (words: string): LocalizedText => text(words, words);
  const answer = (name: string, value: LocalizedText): Row => ({
    label: said('review', `row.${name}`), value,
    change: { id: `change-${name}`, weight: 'quiet', hint: null, label: said('review', `choice.change-${name}`) },
  });
  return {
    name: 'review-answers', service, manyPages: true,
    body: {
      kind: 'review', title: said('review', 'title'), lead: said('review', 'lead'),
      rows: [
        answer('phone', same('138 0000 1234')), answer('region', same('广东省广州市天河区')), answer('address', same('示范路88号金穗花园小区12栋2单元2301室')),
        answer('since', text('2020年5月1日', '1 May 2020')),
        { label: said('review', 'row.name'), value: same('张*') }, { label: said('review', 'row.idNumber'), value: same('9900***********010') },
        { label: said('review', 'row.method'), value: text('社保卡密码核验', 'Social security card PIN') },
      ],
      choices: [{ id: 'confirm', weight: 'primary', hint: null, label: said('review', 'choice.confirm') }],
    },
  };
}
