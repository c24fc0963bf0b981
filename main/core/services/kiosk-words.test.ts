import path from 'node:path';
import { expect, test } from 'vitest';
import { openLanguages } from '../../../kiosk-config/schema/language.ts';
import { textsIn } from '../../../kiosk-config/schema/translation.ts';
import { openCatalogue } from './catalogue.ts';
import { wordedFor } from './kiosk-words.ts';

const folder = path.resolve(import.meta.dirname, '../../../kiosk-config');
const languages = openLanguages(path.join(folder, 'languages'));
const written = openCatalogue(folder, languages);
const here = wordedFor({ hotline: '0990-1234' }, written, languages);

const wordsOf = ({ failures, texts, services }: typeof written): string[] =>
  textsIn([failures, texts, services.map(({ title, summary, steps }) => [title, summary, steps.map((step) => step.texts)])]).flatMap((text) => Object.values(text));

test('a hall with another number says it wherever a number is named, in every language and in plain words', () => {
  expect(here.texts.closed.instead).toMatchObject({
    'zh-CN': expect.stringContaining('0990-1234'), 'zh-CN-x-plain': expect.stringContaining('0990-1234'), en: expect.stringContaining('0990-1234'),
    'zh-Hant': expect.stringContaining('0990-1234'),
  });
  expect(wordsOf(here).filter((words) => words.includes('{hotline}'))).toEqual([]);
});

test('no sentence has the number written into it', () => {
  expect(wordsOf(written).filter((words) => words.includes('12333'))).toEqual([]);
  expect(JSON.stringify([...written.receipts.values()])).not.toContain('12333');
});

test('a service and a failure may name the number too, and everything else of them stays', () => {
  const text = { 'zh-CN': '请拨打 {hotline}，{message}', en: 'Call {hotline}. {message}' };
  const [service] = written.services;
  const [[code, failure] = ['', undefined]] = Object.entries(written.failures.failures);
  if (!service || !failure) throw new Error('the catalogue is empty');
  const [step, ...others] = service.steps;
  if (!step) throw new Error('the service has no steps');
  const named = wordedFor({ hotline: '0990-1234' }, {
    ...written, failures: { ...written.failures, failures: { [code]: { ...failure, whatNow: text } } },
    services: [{ ...service, steps: [{ ...step, texts: { title: text } }, ...others] }],
  }, languages);
  const filled = { 'zh-CN': '请拨打 0990-1234，{message}', en: 'Call 0990-1234. {message}' };
  expect(named.failures.failures[code]?.whatNow).toEqual(filled);
  expect(named.services[0]?.steps[0]?.texts).toEqual({ title: filled });
  expect(named.services[0]?.steps[0]?.plan).toBe(step.plan);
});
