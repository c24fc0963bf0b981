import fc from 'fast-check';
import { expect, test } from 'vitest';
import { persons } from '../persons.ts';
import { commandGuide, parseCommand } from './commands.ts';

const commandOf = (line: string) => {
  const parsed = parseCommand(line);
  if (!parsed.ok) throw new Error(parsed.problem.en);
  return parsed.command;
};

test('words become typed commands', () => {
  expect(commandOf('insert zhang-san')).toEqual({ verb: 'insert', card: 'zhang-san' });
  expect(commandOf('insert attendant')).toEqual({ verb: 'insert', card: 'attendant' });
  expect(commandOf('place anna')).toEqual({ verb: 'place', document: 'anna' });
  expect(commandOf('place specimen-hmt-permit')).toEqual({ verb: 'place', document: 'specimen-hmt-permit' });
  expect(commandOf('feed darkness')).toEqual({ verb: 'feed', feed: 'darkness' });
  expect(commandOf('paper low')).toEqual({ verb: 'paper', paper: 'low' });
  expect(commandOf('paper out-after 12')).toEqual({ verb: 'paper-out-after', lines: 12 });
  expect(commandOf('card-fault mute-after 3')).toEqual({ verb: 'card-fault', muteAfter: 3 });
  expect(commandOf('card-fault none')).toEqual({ verb: 'card-fault', muteAfter: null });
  expect(commandOf('code zhang-san')).toEqual({ verb: 'code', person: 'zhang-san' });
  expect(parseCommand('code anna').ok).toBe(false);
  expect(commandOf('lay anna-passport')).toEqual({ verb: 'lay', document: 'anna-passport' });
  expect(commandOf('lay specimen-td1')).toEqual({ verb: 'lay', document: 'specimen-td1' });
  expect(commandOf('document-reader line-lost')).toEqual({ verb: 'document-reader', change: 'line-lost' });
  expect(commandOf('show li-si')).toEqual({ verb: 'show', code: 'li-si' });
  expect(commandOf('show same')).toEqual({ verb: 'show', code: 'same' });
  expect(commandOf('code-scanner too-long')).toEqual({ verb: 'code-scanner', change: 'too-long' });
  expect(commandOf('hall afresh')).toEqual({ verb: 'hall' });
  expect(commandOf('  platform   answer-lost ')).toEqual({ verb: 'platform', condition: 'answer-lost' });
});

test('time moves forward by seconds, minutes, hours or days, and never back', () => {
  expect(commandOf('time +90s')).toEqual({ verb: 'time', forwardMs: 90_000 });
  expect(commandOf('time +2m')).toEqual({ verb: 'time', forwardMs: 120_000 });
  expect(commandOf('time +1h')).toEqual({ verb: 'time', forwardMs: 3_600_000 });
  expect(commandOf('time +30d')).toEqual({ verb: 'time', forwardMs: 30 * 86_400_000 });
  for (const wrong of ['time -90s', 'time 90s', 'time +0s', 'time +9999999d', 'time +1y', 'time']) {
    expect(parseCommand(wrong).ok, wrong).toBe(false);
  }
});

test('a foreigner without a social-security card has none to insert', () => {
  expect(persons.find((person) => person.id === 'anna')?.card).toBeNull();
  const parsed = parseCommand('insert anna');
  expect(parsed).toMatchObject({ ok: false, problem: { en: expect.stringContaining('zhang-san') } });
});

test('nobody has a passport to lay, or a phone to show, whom the tray gives none', () => {
  expect(parseCommand('lay zhang-san-passport').ok).toBe(false);
  expect(parseCommand('show anna').ok).toBe(false);
});

test('a line that is no command is answered with what was expected, in both languages', () => {
  expect(parseCommand('fly')).toMatchObject({ ok: false, problem: { en: expect.stringContaining('There is no command "fly"') } });
  const paper = parseCommand('paper wet');
  expect(paper).toMatchObject({ ok: false, problem: { en: expect.stringContaining('out|low|load'), 'zh-CN': expect.stringContaining('用法') } });
  expect(parseCommand('remove everything').ok).toBe(false);
  expect(parseCommand('constructor').ok).toBe(false);
  expect(parseCommand('').ok).toBe(false);
});

test('no line whatever makes the parser throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.constantFrom(...commandGuide.map((entry) => entry.usage))), (line) => {
    const parsed = parseCommand(line);
    expect(typeof parsed.ok).toBe('boolean');
  }));
});
