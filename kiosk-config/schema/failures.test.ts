import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failureCodes } from '../../main/contract/failure-codes.ts';
import { kioskPlaceholders, placeholdersOf } from '../../main/core/visit/wording.ts';
import { Failures } from './failures.ts';
import { failureCodesFile, failuresFile, failuresPage, renderFailureCodes, renderFailuresPage } from './generate.ts';
import { loadYaml } from './load.ts';

const failures = loadYaml(Failures, failuresFile);
const root = path.resolve(import.meta.dirname, '../..');

/** Every source of ours that could raise a failure. */
function sources(): readonly { readonly file: string; readonly text: string }[] {
  const files = ['main/core', 'devices'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)));
  const ours = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('simulators'));
  return ours.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

test('the generated codes and page are those of the table (else: npm run generate)', () => {
  expect(readFileSync(failureCodesFile, 'utf8')).toBe(renderFailureCodes(failures));
  expect(readFileSync(failuresPage, 'utf8')).toBe(renderFailuresPage(failures));
});

test('each failure is raised in exactly one place', () => {
  const texts = sources();
  const raisedIn = Object.fromEntries(failureCodes.map((code) => {
    const quoted = new RegExp(`'${code}'`, 'g');
    return [code, texts.flatMap(({ file, text }) => [...text.matchAll(quoted)].map(() => file))];
  }));
  const wrong = Object.entries(raisedIn).filter(([, files]) => files.length !== 1);
  expect(wrong).toEqual([]);
});

test('a text of a failure has no placeholder but those it declares and those of the kiosk', () => {
  for (const [code, entry] of Object.entries(failures.failures)) {
    const used = [entry.title, entry.whatHappened, entry.whatNow, entry.nothingLost].flatMap(placeholdersOf).filter((name) => !kioskPlaceholders.includes(name));
    expect([...new Set(used)].sort(), code).toEqual([...entry.fills].sort());
  }
});

test('what a person reads of a failure is short and blames nobody', () => {
  for (const [code, { title, whatHappened, whatNow }] of Object.entries(failures.failures)) {
    const words = [title, whatHappened, whatNow].map((text) => text['zh-CN']);
    expect(words.every((text) => text.length <= 45), code).toBe(true);
    expect(words.join(''), code).not.toMatch(/非法|错误代码|异常|您的错/);
  }
});

test('a table that offers what stands in the foot of every page is refused', () => {
  const [code, entry] = Object.entries(failures.failures)[0] ?? [];
  const broken = { ...failures, failures: { [code ?? '']: { ...entry, offers: ['retry', 'leave'] } } };
  expect(Failures.safeParse(broken).success).toBe(false);
});
