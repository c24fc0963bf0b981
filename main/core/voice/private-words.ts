/**
 * Whether words are about the person whose screen it is. The page marks what is private by where it stands; the core sent the values
 * itself and does not take the page's word for those: what has one of them in it is private, however it is marked.
 */
import type { LocalizedText, ScreenBody } from '../../contract/index.ts';

/** Shorter values (是, 北京) stand in words that everybody may hear; one that is masked is about somebody at any length. */
const shortestTelling = 4;
const maskSign = '*';

const withoutSpaces = (text: string): string => text.replace(/\s+/gu, '');
const isTelling = (value: string): boolean => value.includes(maskSign) || [...value].length >= shortestTelling;

function privateTexts(body: ScreenBody): readonly LocalizedText[] {
  switch (body.kind) {
    case 'information': case 'review': case 'result':
      return body.rows.map(({ value }) => value);
    case 'entry':
      return body.kept ? [body.kept] : [];
    default:
      return [];
  }
}

export function tellsOfPerson(words: string, body: ScreenBody): boolean {
  const said = withoutSpaces(words);
  const values = privateTexts(body).flatMap((text) => Object.values(text).map(withoutSpaces));
  const number = body.kind === 'result' ? [body.number] : [];
  return [...values.filter(isTelling), ...number].some((value) => said.includes(value));
}
