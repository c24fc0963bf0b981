import { beforeEach, expect, test } from 'vitest';
import { createNarrator, type Narrator, type PageLook, type Reading } from './narrator.ts';
import type { SpokenPart } from './spoken-parts.ts';

const part = (text: string, more: Partial<SpokenPart> = {}): SpokenPart =>
  ({ text, pictured: false, private: false, language: 'zh-CN', kind: 'text', area: 'screen', chosen: false, ...more });
const button = (text: string, area: SpokenPart['area'] = 'screen') => part(text, { kind: 'doable', area });
const guide = part('上、下键移动', { kind: 'guide', area: 'around' });
const look = (screenId: string, parts: readonly SpokenPart[], focused: SpokenPart | null = null): PageLook => ({ screenId, parts, focused });

let said: string[];
let readings: Reading[];
let hushed: number;
let narrator: Narrator;

beforeEach(() => {
  said = [];
  readings = [];
  hushed = 0;
  narrator = createNarrator({
    say: ({ text }) => said.push(text),
    hush: () => { hushed += 1; },
    reading: (reading) => readings.push(reading),
  });
});

/** Lets everything that is to be said be said. */
function listen(): string[] {
  for (let parts = 0, count = -1; said.length !== count && parts < 100; parts += 1) {
    count = said.length;
    narrator.ended('spoken');
  }
  return said.splice(0);
}

const menu = [part('请选择', { kind: 'heading' }), button('认证'), button('查询')];

test('a new screen is read from its heading to its end, one part after another', () => {
  narrator.look(look('1', menu));
  expect(said).toEqual(['请选择']);
  expect(listen()).toEqual(['请选择', '认证', '查询']);
  expect(readings.at(-1)).toBe('done');
});

test('a new screen breaks off the one before', () => {
  narrator.look(look('1', menu));
  expect(narrator.look(look('2', [part('请插卡', { kind: 'heading' })]))).toBe(true);
  expect(listen()).toEqual(['请选择', '请插卡']);
});

test('how to use the voice is said first, once a visit, and again when the screen is asked for again', () => {
  narrator.look(look('1', [...menu, guide]));
  expect(listen()).toEqual(['上、下键移动', '请选择', '认证', '查询']);
  narrator.look(look('2', [part('请插卡'), guide]));
  expect(listen()).toEqual(['请插卡']);
  narrator.repeat();
  expect(listen()).toEqual(['上、下键移动', '请插卡']);
});

test('what is around every screen is said once a visit, what is new of it on the next one, and all of it when the screen is asked for again', () => {
  const around = (time: string) => [button('返回', 'around'), part('示范大厅', { area: 'status' }), part(time, { area: 'status', kind: 'timer' })];
  narrator.look(look('1', [part('请选择'), ...around('09:05')]));
  expect(listen()).toEqual(['请选择', '返回', '示范大厅', '09:05']);
  narrator.look(look('2', [part('请插卡'), ...around('09:06'), part('待遇资格认证', { area: 'status' })]));
  expect(listen()).toEqual(['请插卡', '待遇资格认证']);
  narrator.repeat();
  expect(listen()).toEqual(['请插卡', '返回', '示范大厅', '09:06', '待遇资格认证']);
});

test('what is around a screen and was not listened to is read on the next one; what the focus came to was heard', () => {
  const around = [button('返回', 'around'), button('结束', 'around')];
  narrator.look(look('1', [part('请选择'), ...around]));
  narrator.hold();
  narrator.focus(button('结束', 'around'));
  narrator.ended('spoken');
  said = [];
  narrator.look(look('2', [part('请插卡'), ...around]));
  expect(listen()).toEqual(['请插卡', '返回']);
});

test('the reading goes on in its place while the page changes around it', () => {
  const around = (pause: string) => [button(pause, 'around'), button('返回', 'around')];
  narrator.look(look('1', [part('请选择'), part('第一段'), ...around('暂停')]));
  narrator.ended('spoken');
  narrator.look(look('1', [part('请选择'), part('第一段'), ...around('接着念')]));
  expect(listen()).toEqual(['请选择', '第一段', '接着念', '返回']);
});

test('the same screen updated says only what changed', () => {
  narrator.look(look('1', [part('输入密码'), part('已输入 0 位', { pictured: true }), button('确认')]));
  listen();
  expect(narrator.look(look('1', [part('输入密码'), part('已输入 1 位', { pictured: true }), button('确认')]))).toBe(false);
  expect(listen()).toEqual(['已输入 1 位']);
});

test('a list that takes the place of another is told whole, also what both of them have', () => {
  narrator.look(look('1', [part('请选省份'), button('广州市'), button('广东'), button('北京'), button('返回', 'around')]));
  listen();
  narrator.look(look('1', [part('请选城市'), button('广州市'), button('韶关市'), button('深圳市'), button('返回', 'around')]));
  expect(listen()).toEqual(['请选城市', '广州市', '韶关市', '深圳市']);
});

test('a page turned back is read again, although it was read before', () => {
  const page = (text: string) => look('1', [part('告知'), part(text), button('更多')]);
  narrator.look(page('第一段'));
  narrator.look(page('第二段'));
  listen();
  narrator.look(page('第一段'));
  expect(listen()).toEqual(['第一段']);
});

test('the clock on the status line and a countdown do not chatter, but the last seconds are said', () => {
  const warned = (time: string, seconds: number) => look('1', [
    part('您还在吗？', { area: 'dialog', kind: 'heading' }), part(`${seconds} 秒后结束`, { area: 'dialog', kind: 'timer' }), part(time, { area: 'status' }),
  ]);
  narrator.look(warned('09:05', 30));
  listen();
  for (const seconds of [29, 25, 21]) narrator.look(warned('09:06', seconds));
  expect(listen()).toEqual([]);
  narrator.look(warned('09:06', 20));
  expect(listen()).toEqual(['20 秒后结束']);
});

test('a dialog over the screen is read from its title, and the screen again when it has gone', () => {
  narrator.look(look('1', menu));
  listen();
  expect(narrator.look(look('1', [part('您还在吗？', { area: 'dialog' })]))).toBe(true);
  expect(listen()).toEqual(['您还在吗？']);
  expect(narrator.look(look('1', menu))).toBe(true);
});

test('a button of the frame says its new name to whoever stands on it, and nothing when it gets its old one back', () => {
  const frame = (name: string, on: string | null) => look('1', [part('请选择'), button(name, 'around')], on === null ? null : button(on, 'around'));
  narrator.look(frame('更多时间', '更多时间'));
  listen();
  narrator.look(frame('时间已延长', '时间已延长'));
  expect(listen()).toEqual(['时间已延长']);
  narrator.look(frame('更多时间', '更多时间'));
  narrator.look(frame('黑底白字', null));
  expect(listen()).toEqual([]);
});

test('a button of the frame that was selected says its new name, even where it had that before', () => {
  const frame = (name: string) => look('1', [part('请选择'), button(name, 'around')], button(name, 'around'));
  narrator.look(frame('快点，语速 3'));
  listen();
  for (const name of ['快点，语速 4', '快点，语速 3']) {
    narrator.select();
    narrator.look(frame(name));
  }
  expect(listen()).toEqual(['快点，语速 4', '快点，语速 3']);
  narrator.look(frame('快点，语速 4'));
  expect(listen(), 'of its own accord').toEqual([]);
});

test('after something new to do, which is not what the focus is on, what it is on is said once more, last', () => {
  const taking = [part('请拿好您的东西', { kind: 'heading' }), part('凭条')];
  const on = button('重念', 'around');
  narrator.look(look('1', [...taking, on], on));
  narrator.hold();
  narrator.focus(on);
  listen();
  narrator.look(look('1', [...taking, part('社会保障卡，已取走'), button('我都拿好了'), on], on));
  expect(listen()).toEqual(['社会保障卡，已取走', '我都拿好了', '重念']);
  narrator.look(look('1', [...taking, part('凭条，已取走'), button('我都拿好了'), on], on));
  expect(listen(), 'what is no button is not taken for one').toEqual(['凭条，已取走']);
});

test('something new to do under the focus is said once', () => {
  narrator.look(look('1', menu, button('认证')));
  narrator.hold();
  narrator.focus(button('认证'));
  listen();
  narrator.look(look('1', [part('请选择', { kind: 'heading' }), button('待遇认证'), button('查询')], button('待遇认证')));
  expect(listen()).toEqual(['待遇认证']);
});

test('moving the focus breaks off the reading and says the new place; going on begins again at the part that was broken off', () => {
  narrator.look(look('1', menu));
  narrator.ended('spoken');
  expect(said).toEqual(['请选择', '认证']);
  narrator.hold();
  expect(hushed).toBe(1);
  expect(readings.at(-1)).toBe('held');
  narrator.focus(button('查询'));
  narrator.ended('spoken');
  expect(readings.at(-1)).toBe('held');
  said = [];
  narrator.goOn();
  expect(listen()).toEqual(['认证', '查询']);
});

test('going on when everything was read reads it again', () => {
  narrator.look(look('1', menu));
  listen();
  narrator.goOn();
  expect(listen()).toEqual(['请选择', '认证', '查询']);
});

test('what is withheld is passed over', () => {
  narrator.look(look('1', [part('您好，张*', { private: true }), button('继续')]));
  narrator.ended('withheld');
  expect(said).toEqual(['您好，张*', '继续']);
});

test.each(['stopped', 'failed'] as const)('when a part is %s from outside, nothing more is said until something happens', (outcome) => {
  narrator.look(look('1', menu));
  narrator.ended(outcome);
  narrator.ended('spoken');
  expect(said).toEqual(['请选择']);
  expect(readings.at(-1)).toBe('held');
});

test('a change in the middle of the reading is said at once, and the reading goes on from where it was broken off, without saying it twice', () => {
  narrator.look(look('1', [part('请插卡'), part('等待'), button('返回')]));
  narrator.look(look('1', [part('请插卡'), part('正在读取'), button('返回')]));
  expect(listen()).toEqual(['请插卡', '正在读取', '请插卡', '返回']);
});

test('a change while nobody listens on is said, and the rest is still there to go on with', () => {
  narrator.look(look('1', [part('请插卡'), part('等待'), button('返回')]));
  narrator.hold();
  narrator.look(look('1', [part('请插卡'), part('正在读取'), button('返回')]));
  expect(listen()).toEqual(['请插卡', '正在读取']);
  narrator.goOn();
  expect(listen()).toEqual(['请插卡', '返回']);
});

test('after rest the same screen is a new one', () => {
  narrator.look(look('1', menu));
  narrator.rest();
  expect(hushed).toBe(1);
  narrator.goOn();
  expect(said).toEqual(['请选择']);
  expect(narrator.look(look('1', menu))).toBe(true);
});
