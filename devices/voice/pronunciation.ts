/**
 * What an engine is given so that it says a written text as a person would read it out. An engine of its own accord reads a
 * number of fourteen digits as trillions, and every star of a masked one as "asterisk": nobody could note it down.
 */

/** Said for digits or letters that are covered by stars, by language. */
const coveredWords: readonly (readonly [RegExp, string])[] = [
  [/^zh-(Hant|TW|HK|MO)/i, '隱去'],
  [/^zh/i, '隐去'],
  [/^/, 'hidden'],
];
const comma = (language: string): string => (/^zh/i.test(language) ? '，' : ', ');

/** As Chinese says a name that it does not say: 张某. */
const maskedName = /(?<=\p{Script=Han})\*+/gu;
/** What is written in one go: a number, a code with its hyphens, a masked one. Amounts and times have signs in them that end it. */
const token = /(?:[\p{Script=Latin}\d*]+-)*[\p{Script=Latin}\d*]*[\d*][\p{Script=Latin}\d*]*(?:-[\p{Script=Latin}\d*]+)*/gu;
/** A year has four digits, and a count seldom more: what is longer is a number to note down. */
const isSpelledOut = (written: string): boolean => /\d{5}/.test(written) || (/\d/.test(written) && /[\p{Script=Latin}*]/u.test(written) && /\d{3}|\*/.test(written));
/** Signs said together; one alone at the end joins those before it. */
const together = /.{5}$|.{1,4}/gu;

/** `text` with long numbers digit by digit, in groups with a pause between, also for a hyphen, and what is masked in words. */
export function pronounceable(text: string, language: string): string {
  const pause = comma(language);
  const covered = coveredWords.find(([tags]) => tags.test(language))?.[1] ?? '';
  const spellOut = (run: string): string => (run.match(together) ?? []).map((group) => [...group].join(' ')).join(pause);
  const say = (written: string): string => written.split(/(\*+)|-/).filter(Boolean).map((run) => (run.startsWith('*') ? covered : spellOut(run))).join(pause);
  const named = /^zh/i.test(language) ? text.replaceAll(maskedName, (stars) => '某'.repeat(stars.length)) : text;
  return named.replaceAll(token, (written) => {
    if (isSpelledOut(written)) return say(written);
    return written.replaceAll(/\*+/g, `${pause}${covered}`);
  });
}
