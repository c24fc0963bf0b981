/** The language of the dock's page: chosen by whoever demonstrates, remembered by the browser. */
import { ref, watchEffect } from 'vue';
import type { LocalizedText } from '../../../../main/contract/index.ts';

/** The kiosk shows the time of its hall, wherever the browser of the dock thinks it is. */
export const kioskTimeZone = 'Asia/Shanghai';

const remembered = 'dock-language';

/** The dock itself speaks the two languages in which every text is written. */
export const language = ref<'zh-CN' | 'en'>(localStorage.getItem(remembered) === 'en' ? 'en' : 'zh-CN');

watchEffect(() => {
  localStorage.setItem(remembered, language.value);
  document.documentElement.lang = language.value;
});

/** One of two wordings, by the language chosen. */
export const say = (zh: string, en: string): string => (language.value === 'en' ? en : zh);
export const sayText = (text: LocalizedText): string => text[language.value];
