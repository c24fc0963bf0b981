/** Screens that several step kinds paint alike. */
import type { LocalizedText, ScreenBodyOf, Tone } from '../../../contract/index.ts';
import type { Painter, View } from '../step-kind.ts';
import { maskName, maskNumber, sameWords } from '../wording.ts';
import type { Verification } from '../values.ts';

/** "Please wait": the text `busy` of the step. */
export const busy: Painter = (view) => ({ kind: 'busy', title: view.text('busy'), slow: false });

/** The same, where the next page is known to be made of labelled values. */
export const busyBeforeRows: Painter = (view) => ({ kind: 'busy', title: view.text('busy'), slow: false, coming: 'rows' });

/** A page of plain words: `title` and the paragraphs by their keys. */
export const information = (view: View, tone: Tone, paragraphs: readonly LocalizedText[]): ScreenBodyOf<'information'> => ({
  kind: 'information', tone, title: view.text('title'), paragraphs: [...paragraphs], rows: [], choices: view.choices,
});

/** The person's name as it may be shown: masked. */
export function shownName({ values }: View): LocalizedText {
  return sameWords(maskName(values.identity?.name.reveal() ?? ''));
}

/** The person's number as it may be shown: masked. */
export function shownNumber({ values }: View): LocalizedText {
  return sameWords(maskNumber(values.identity?.socialSecurityNumber.reveal() ?? ''));
}

/** How the person was verified, in words. */
export function shownMethod({ world, values }: Pick<View, 'world' | 'values'>): LocalizedText {
  const { words } = world.texts;
  const method: Verification['method'] | undefined = values.verification?.method;
  switch (method) {
    case 'face':
      return words.face;
    case 'pin':
      return words.pin;
    case 'co-signature':
      return words.coSigned;
    case undefined:
      return words.unknown;
    default:
      return method satisfies never;
  }
}
