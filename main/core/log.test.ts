import { expect, test } from 'vitest';
import { Personal } from '../../devices/personal.ts';
import { createLog } from './log.ts';

function logOne(details: Record<string, unknown>): Record<string, unknown> {
  let line = '';
  createLog({ destination: { write: (text) => { line += text; } } }).info(details, 'visit.ended');
  return JSON.parse(line) as Record<string, unknown>;
}

test('an event is a code with its details, on one line', () => {
  expect(logOne({ visit: 3 })).toMatchObject({ level: 'info', event: 'visit.ended', visit: 3, time: expect.stringMatching(/^\d{4}-/) });
});

test('a personal value shows nothing of itself, however deep it lies', () => {
  const name = new Personal('张三');
  const logged = logOne({ name, person: { name, all: [name] } });
  expect(logged).toMatchObject({ name: '[personal]', person: { name: '[personal]', all: ['[personal]'] } });
  expect(JSON.stringify(logged)).not.toContain('张三');
});

test('bytes show their length only', () => {
  const logged = logOne({ pin: Buffer.from('260715'), frame: { pixels: new Uint8Array(9) } });
  expect(logged).toMatchObject({ pin: '[6 bytes]', frame: { pixels: '[9 bytes]' } });
});

test('an error tells its name and where, never its message', () => {
  const logged = logOne({ err: Object.assign(new TypeError('990000198506150010 is no number'), { code: 'ERR_X' }) });
  expect(logged['err']).toMatchObject({ name: 'TypeError', code: 'ERR_X', frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]) });
  expect(JSON.stringify(logged)).not.toContain('990000198506150010');
});

test('a value that contains itself is cut off', () => {
  const ring: Record<string, unknown> = {};
  ring['ring'] = ring;
  expect(JSON.stringify(logOne({ ring }))).toContain('[deep]');
});
