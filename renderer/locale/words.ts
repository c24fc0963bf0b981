/** Words on the page: vue-i18n filled from the welcome's texts, and the screen's own texts picked by its language. */
import { createI18n, useI18n } from 'vue-i18n';
import { type InterfaceTexts, type Language, languages, type LocalizedText } from '../../main/contract/index.ts';
import type { TextKey } from './text-keys.ts';

/** An i18n instance without words yet; `installTexts` brings them with every welcome. */
export function createWords() {
  return createI18n({ legacy: false, locale: languages[0], fallbackLocale: languages[0], flatJson: true, messages: {} });
}
export type Words = ReturnType<typeof createWords>;

export function installTexts(words: Words, texts: Readonly<Record<Language, InterfaceTexts>>): void {
  for (const language of languages) words.global.setLocaleMessage(language, texts[language]);
}

/** The document says which language it is in, for fonts, hyphenation and assistive technology. */
export function speakLanguage(words: Words, language: Language): void {
  words.global.locale.value = language;
  document.documentElement.lang = language;
}

/** What a component needs to speak: `t` for the interface's words, `say` for the screen's own texts. */
export function useWords() {
  const { t, locale } = useI18n({ useScope: 'global' });
  const language = (): Language => languages.find((known) => known === locale.value) ?? languages[0];
  return {
    language,
    t: (key: TextKey, values: Record<string, string | number> = {}): string => t(key, values),
    /** The interface's word in another language than the screen's, such as the name of a language to switch to. */
    tIn: (other: Language, key: TextKey): string => t(key, {}, { locale: other }),
    say: (text: LocalizedText): string => text[language()],
  };
}
