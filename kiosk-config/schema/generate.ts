/** Writes what is generated from the configuration (`npm run generate`): failure codes for the compiler, the failure table for readers. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failures, type FailureEntry } from './failures.ts';
import { loadYaml } from './load.ts';

const root = path.resolve(import.meta.dirname, '../..');

export const failuresFile = path.join(root, 'kiosk-config/failures.yaml');
export const failureCodesFile = path.join(root, 'main/contract/failure-codes.ts');
export const failuresPage = path.join(root, 'kiosk-config/failures.md');

/** The TypeScript module that names every failure code. */
export function renderFailureCodes(failures: Failures): string {
  const codes = Object.keys(failures.failures).map((code) => `  '${code}',`);
  return [
    '/** Generated from kiosk-config/failures.yaml by `npm run generate`; do not edit. */',
    'export const failureCodes = [',
    ...codes,
    '] as const;',
    'export type FailureCode = (typeof failureCodes)[number];',
    '',
  ].join('\n');
}

/** The table as a page for attendants and developers. */
export function renderFailuresPage(failures: Failures): string {
  const sections = Object.entries(failures.failures).map(([code, entry]) => renderEntry(code, entry, failures));
  return ['# Failures', '', 'Generated from `failures.yaml` by `npm run generate`; do not edit.', '', ...sections].join('\n');
}

function renderEntry(code: string, entry: FailureEntry, { choices }: Failures): string {
  const both = (text: { 'zh-CN': string; en: string }): string => `${text['zh-CN']} / ${text.en}`;
  return [
    `## ${code}`,
    '',
    `**${both(entry.title)}**`,
    '',
    `- What happened: ${both(entry.whatHappened)}`,
    `- What now: ${both(entry.whatNow)}`,
    `- Nothing lost: ${both(entry.nothingLost)}`,
    `- Offered: ${(entry.offers.length > 0 ? entry.offers : (['attendant'] as const)).map((offer) => both(choices[offer])).join(' · ')}`,
    `- Attendant, look at: ${both(entry.attendant.lookAt)}`,
    ...entry.attendant.actions.map((action, index) => `  ${index + 1}. ${both(action)}`),
    '',
  ].join('\n');
}

if (import.meta.main) {
  const failures = loadYaml(Failures, failuresFile);
  writeFileSync(failureCodesFile, renderFailureCodes(failures));
  writeFileSync(failuresPage, renderFailuresPage(failures));
}
