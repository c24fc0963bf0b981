/**
 * Chinese for engines that read pinyin better than characters. espeak-ng knows a character by one sound, whatever the word: its
 * 银行 is "yin xing"; and version 1.51 with the voice `cmn` reads the pinyin of its own dictionary as English words. Tone numbers
 * behind the syllables, as its voice `cmn-latn-pinyin` takes them; the neutral tone is 5.
 */
import { pinyin } from 'pinyin-pro';

const isSyllable = /^[a-zü]+[0-4]$/;

/** `text` with each Chinese word by its sound in that word; whatever is not Chinese stays as it is. */
export const inPinyin = (text: string): string =>
  pinyin(text, { toneType: 'num', type: 'array', nonZh: 'consecutive', v: true })
    .map((piece) => (isSyllable.test(piece) ? ` ${piece.replace(/0$/, '5')} ` : piece))
    .join('')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
