import { expect, test } from 'vitest';
import type { LocalizedText, ScreenBody } from '../../contract/index.ts';
import { tellsOfPerson } from './private-words.ts';

const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const row = (value: LocalizedText) => ({ label: both('项目', 'Item'), value });
const review = (...values: LocalizedText[]): ScreenBody => ({ kind: 'review', title: both('请核对', 'Check'), lead: both('', ''), rows: values.map(row), choices: [] });
const result: ScreenBody = { kind: 'result', tone: 'success', title: both('办好了', 'Done'), number: 'T7', paragraphs: [], rows: [], choices: [] };

test.each([
  ['a masked name', '姓名，张*', both('张*', 'Zhang *')],
  ['a masked number, read with pauses', '证件号码 1101 **** 0015', both('1101****0015', '1101****0015')],
  ['an address', '住址：长沙市岳麓区幸福里 3 号', both('长沙市岳麓区幸福里3号', 'Xingfuli 3, Changsha')],
  ['a value in another language', 'Name: Zhang *', both('张*', 'Zhang *')],
])('%s of the screen tells of its person', (_, words, value) => {
  expect(tellsOfPerson(words, review(value))).toBe(true);
});

test('the number of a result tells of its person at any length', () => {
  expect(tellsOfPerson('办理编号 T7', result)).toBe(true);
  expect(tellsOfPerson('办好了', result)).toBe(false);
});

test('what is kept of an answer tells of its person', () => {
  const entry: ScreenBody = {
    kind: 'entry', title: both('电话', 'Telephone'), prompt: both('请输入', 'Type it'), field: { kind: 'phone' }, kept: both('138****0000', '138****0000'), problem: null, choices: [],
  };
  expect(tellsOfPerson('已保存：138****0000', entry)).toBe(true);
  expect(tellsOfPerson('请输入', entry)).toBe(false);
});

test('the labels of a screen, and words that everybody says, do not', () => {
  expect(tellsOfPerson('姓名', review(both('张*', 'Zhang *')))).toBe(false);
  expect(tellsOfPerson('北京的办事大厅', review(both('北京', 'Beijing')))).toBe(false);
  expect(tellsOfPerson('张*', { kind: 'closed', title: both('暂停', 'Closed'), paragraphs: [] })).toBe(false);
});
