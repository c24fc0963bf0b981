/** The dictionary that the page carries; it is read once, when somebody first types or picks a place. */
import { writtenDictionary } from 'virtual:pinyin';
import { type Dictionary, openDictionary, type WrittenDictionary } from './dictionary.ts';

let read: { readonly written: WrittenDictionary; readonly opened: Dictionary } | null = null;

function carried(): { readonly written: WrittenDictionary; readonly opened: Dictionary } {
  if (read === null) {
    const written = JSON.parse(writtenDictionary) as WrittenDictionary;
    read = { written, opened: openDictionary(written) };
  }
  return read;
}

export const pinyinDictionary = (): Dictionary => carried().opened;
/** Code of a place → its name in Latin letters. */
export const placeNames = (): WrittenDictionary['placeNames'] => carried().written.placeNames;
