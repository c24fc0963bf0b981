/** Words on the page: the languages that came with the welcome, vue-i18n filled from them, and the screen's own texts picked by its modes. */
import { type App, inject, type InjectionKey, shallowRef, type ShallowRef } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import {
  type LocalizedText, lookUpOrder, type Modes, type OfferedLanguage, plainTag, sourceLanguage, type Wording, wordsIn,
} from '../../main/contract/index.ts';
import type { TextKey } from './text-keys.ts';

/** The source language, as long as no welcome has brought any. */
const noLanguageYet: OfferedLanguage = { tag: sourceLanguage, name: sourceLanguage, direction: 'ltr', fallbacks: [], locale: sourceLanguage, texts: {} };

export interface Words {
  /** Every language offered, in order. */
  readonly offered: ShallowRef<readonly OfferedLanguage[]>;
  readonly present: ShallowRef<OfferedLanguage>;
  readonly wording: ShallowRef<Wording>;
  readonly i18n: ReturnType<typeof createMessages>;
  install(app: App): void;
}

const wordsKey: InjectionKey<Words> = Symbol('words');

const createMessages = () => createI18n({ legacy: false, locale: sourceLanguage as string, fallbackLocale: sourceLanguage as string, flatJson: true, messages: {} });

/** Words without a language yet; `installLanguages` brings them with every welcome. */
export function createWords(): Words {
  const i18n = createMessages();
  const words: Words = {
    offered: shallowRef([]), present: shallowRef(noLanguageYet), wording: shallowRef('usual'), i18n,
    install(app) {
      app.use(i18n);
      app.provide(wordsKey, words);
    },
  };
  return words;
}

export function installLanguages(words: Words, languages: readonly OfferedLanguage[]): void {
  // Handed a copy, because it rearranges what it is given.
  for (const { tag, texts } of languages) words.i18n.global.setLocaleMessage(tag, { ...texts });
  words.offered.value = languages;
}

/** The document says which language it is in and which way it runs, for layout, fonts, hyphenation and assistive technology. */
export function speakTo(words: Words, { language, textSize }: Pick<Modes, 'language' | 'textSize'>): void {
  const { offered, present, wording, i18n } = words;
  present.value = offered.value.find(({ tag }) => tag === language) ?? offered.value.find(({ tag }) => tag === sourceLanguage) ?? noLanguageYet;
  wording.value = textSize === 'large' ? 'plain' : 'usual';
  i18n.global.locale.value = present.value.tag;
  document.documentElement.lang = present.value.tag;
  document.documentElement.dir = present.value.direction;
}

/** The key under which the interface's words are found in that language; every language comes with all it says, fallen back or its own. */
export function messageKey(key: TextKey, wording: Wording, { texts }: Pick<OfferedLanguage, 'texts'>): string {
  const plain = plainTag(key);
  return wording === 'plain' && Object.hasOwn(texts, plain) ? plain : key;
}

/** What a component needs to speak: `t` for the interface's words, `say` for the screen's own texts. */
export function useWords() {
  const { t } = useI18n({ useScope: 'global' });
  const words = inject(wordsKey);
  if (!words) throw new Error('the page was made without words');
  const { offered, present, wording } = words;
  return {
    /** The language spoken now. */
    language: (): OfferedLanguage => present.value,
    /** The languages that a person can change to, in order. */
    otherLanguages: (): readonly OfferedLanguage[] => offered.value.filter(({ tag }) => tag !== present.value.tag),
    /** The interface's words; in large text their plain variant where they have one. */
    t: (key: TextKey, values: Record<string, string | number> = {}): string => t(messageKey(key, wording.value, present.value), values),
    /** A text of the screen; in large text its plain variant where it has one. */
    say: (text: LocalizedText): string => wordsIn(text, lookUpOrder(present.value, wording.value)),
    /** A text of the screen in another language than the one spoken. */
    sayIn: ({ tag, fallbacks }: OfferedLanguage, text: LocalizedText): string => wordsIn(text, lookUpOrder({ tag, fallbacks }, wording.value)),
  };
}

