import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceLanguage } from '../../main/contract/index.ts';
import { Failures } from '../schema/failures.ts';
import { HealthTexts } from '../schema/health.ts';
import { Kiosk } from '../schema/kiosk.ts';
import { openLanguages } from '../schema/language.ts';
import { loadYaml } from '../schema/load.ts';
import { Profile } from '../schema/profile.ts';
import { Service } from '../schema/service.ts';
import { findGaps, sourceTexts } from '../schema/translation.ts';
import { VisitTexts } from '../schema/visit-texts.ts';

const configuration = path.resolve(import.meta.dirname, '..');
const inConfiguration = (name: string): string => path.join(configuration, name);
const everyIn = (folder: string): string[] => globSync(`${folder}/*.yaml`, { cwd: configuration }).sort().map(inConfiguration);

const languages = openLanguages(inConfiguration('languages'));
const texts = sourceTexts(
  loadYaml(Kiosk, inConfiguration('kiosk.yaml')), loadYaml(HealthTexts, inConfiguration('health.yaml')),
  loadYaml(VisitTexts, inConfiguration('visit-texts.yaml')), loadYaml(Failures, inConfiguration('failures.yaml')),
  everyIn('services').map((file) => loadYaml(Service, file)), everyIn('profiles').map((file) => loadYaml(Profile, file)),
);
const source = languages.find(({ tag }) => tag === sourceLanguage);
if (!source) throw new Error('the source language is not installed');

describe.each(languages)('$tag', (language) => {
  const gaps = findGaps(language, source, texts);

  test('says everything that the source language says', () => {
    expect(gaps.missing).toEqual([]);
  });

  test('says nothing that is no longer said', () => {
    expect(gaps.unused).toEqual([]);
  });

  test('has the placeholders of the source in each of its texts', () => {
    expect(gaps.misfilled).toEqual([]);
  });
});

test('languages are offered in the order that they ask for, each once', () => {
  expect(languages.map(({ tag }) => tag)).toEqual(['zh-CN', 'zh-Hant', 'en']);
});
