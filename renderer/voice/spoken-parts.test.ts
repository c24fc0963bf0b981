import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../catalogue/audit.ts';
import { compareSpoken, shownTexts } from './spoken-check.ts';
import { spokenParts, type SpokenPart } from './spoken-parts.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const style = '<style>.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) } .gone { display: none } .contents { display: contents }</style>';

async function read(markup: string): Promise<SpokenPart[]> {
  await page.setContent(`<!doctype html><html lang="zh-CN">${style}<div id="stage">${markup}</div>`);
  return page.locator('#stage').evaluate(spokenParts);
}
const textsOf = async (markup: string): Promise<string[]> => (await read(markup)).map(({ text }) => text);
const problemsOf = async (markup: string): Promise<string[]> => {
  const parts = await read(markup);
  return compareSpoken(await page.locator('#stage').evaluate(shownTexts), parts);
};

const frame = `
  <header><p>示范大厅</p><p><span>11月22日</span> <time>09:05</time></p></header>
  <main><p>请慢慢选</p><h1 data-heading>请选择</h1><button data-doable><span>认证</span><span>每年一次</span></button></main>
  <footer class="contents"><button data-doable>返回</button></footer>`;

test('the heading comes first, then the screen, then what can always be done, and the status line last', async () => {
  expect((await read(frame)).map(({ text, kind, area }) => [text, kind, area])).toEqual([
    ['请选择', 'heading', 'screen'], ['请慢慢选', 'text', 'screen'], ['认证，每年一次', 'doable', 'screen'],
    ['返回', 'doable', 'around'], ['示范大厅', 'text', 'status'], ['11月22日，09:05', 'timer', 'status'],
  ]);
});

test('what is hidden, decoration, and words for screen readers alone are not said', async () => {
  expect(await textsOf(`<main><p>看得见</p><p class="gone">没有</p><p style="visibility: hidden">没有</p><p style="opacity: 0">没有</p>
    <svg aria-hidden="true"><text>没有</text></svg><p class="visually-hidden" role="status">没有</p></main>`)).toEqual(['看得见']);
});

test('a picture that says something is said by the words for it', async () => {
  expect(await read('<main><div role="img" aria-label="已输入 2 位，共 6 位" style="width: 9px; height: 9px"><span></span></div></main>'))
    .toMatchObject([{ text: '已输入 2 位，共 6 位', kind: 'text', pictured: true }]);
});

test('a button that shows only an icon is said by its name, and is no lie', async () => {
  const key = '<main><button data-doable aria-label="退格"><svg aria-hidden="true"></svg></button></main>';
  expect(await read(key)).toMatchObject([{ text: '退格', kind: 'doable', pictured: true }]);
  expect(await problemsOf(key)).toEqual([]);
});

test('a row is one part and keeps label and value together', async () => {
  expect(await textsOf('<main><dl><dt>姓名</dt><dd>张*</dd></dl><dl><dt>日期</dt><dd>明天</dd></dl></main>')).toEqual(['姓名，张*', '日期，明天']);
});

test('what is marked private is private with all that stands in it, but a button only where it is marked itself', async () => {
  const parts = await read(`<main><div data-private><p>您好，张*</p><button data-doable>更多</button></div>
    <dl data-private><dt>姓名</dt><dd>张*</dd></dl><button data-doable data-private>7</button><p>请看镜头</p></main>`);
  expect(parts.map(({ text, private: isPrivate }) => [text, isPrivate])).toEqual([
    ['您好，张*', true], ['更多', false], ['姓名，张*', true], ['7', true], ['请看镜头', false],
  ]);
});

test('an open dialog is all there is', async () => {
  const parts = await read(`${frame}<div role="dialog"><h2>您还在吗？</h2><p role="timer">20 秒后结束</p><button data-doable>我还需要时间</button></div>`);
  expect(parts.map(({ text, kind, area }) => [text, kind, area])).toEqual([
    ['您还在吗？', 'text', 'dialog'], ['20 秒后结束', 'timer', 'dialog'], ['我还需要时间', 'doable', 'dialog'],
  ]);
});

test('a dialog that brings modes along says them last, as what can always be done', async () => {
  const parts = await read(`${frame}<div role="dialog"><aside><button data-doable>大字</button></aside><h2>您还在吗？</h2></div>`);
  expect(parts.map(({ text, area }) => [text, area])).toEqual([['您还在吗？', 'dialog'], ['大字', 'around']]);
});

test('a dialog that brings what whoever listens can do says that behind the question, with what can always be done', async () => {
  const parts = await read(`${frame}<div role="dialog"><section><button data-doable aria-label="再听一遍"></button></section><h2>您还在吗？</h2></div>`);
  expect(parts.map(({ text, area }) => [text, area])).toEqual([['您还在吗？', 'dialog'], ['再听一遍', 'around']]);
});

test('words in another language are marked with it', async () => {
  expect((await read('<main><p>社保自助服务</p><p lang="en">Self-Service</p></main>')).map(({ language }) => language)).toEqual(['zh-CN', 'en']);
});

test('a choice that is taken says so', async () => {
  expect((await read('<main><button data-doable aria-pressed="true">大字</button><button data-doable aria-pressed="false">标准</button></main>')).map(({ chosen }) => chosen)).toEqual([true, false]);
});

test('a page that says what it shows passes the check', async () => {
  expect(await problemsOf(frame)).toEqual([]);
});

test('the check finds what is shown and not said: text hidden from the ear alone, and a button whose name is not what it shows', async () => {
  expect(await problemsOf('<main><p>请选择</p><p aria-hidden="true">截止今天</p></main>')).toEqual(['shown and not spoken: "截止今天"']);
  expect(await problemsOf('<main><button data-doable aria-label="下一步">继续</button></main>')).toEqual([
    'shown and not spoken: "继续"', 'spoken and not shown: "下一步"',
  ]);
});

test('the check finds what is said and not shown', () => {
  const part: SpokenPart = { text: '悄悄话', pictured: false, private: false, language: 'zh-CN', kind: 'text', area: 'screen', chosen: false };
  expect(compareSpoken(['请选择'], [part, { ...part, text: '请选择' }])).toEqual(['spoken and not shown: "悄悄话"']);
});
