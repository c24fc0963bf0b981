/** What is left of a person when the visit is over: nothing that anybody could read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personById } from '../../devices/simulators/persons.ts';
import { expect, inBothShells, test } from '../support/journey.ts';

function traces(folder: string, words: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const content = readFileSync(join(parentPath, name));
    return words.filter((word) => content.includes(word)).map((word) => `${name}: ${word}`);
  });
}

test('after a visit neither the page nor the log nor the journal holds a word about the person', inBothShells, async ({ person, kiosk }) => {
  const zhangSan = personById('zhang-san');
  if (!zhangSan?.card) throw new Error('zhang-san has a card');
  const words = [zhangSan.name, zhangSan.number, zhangSan.card.cardId, zhangSan.card.cardNumber, zhangSan.card.pin, '张*'];
  await person.walkToReview();
  await kiosk.dock('platform down');
  await person.submit('已经收下，稍后自动提交');
  await person.choose('continue');
  await person.sees('rating');
  // Kept and not sent yet: what waits in the journal is sealed.
  expect(traces(kiosk.keptFolder, words)).toEqual([]);
  await person.takeEverything();
  const page = await kiosk.page.content();
  expect(words.filter((word) => page.includes(word))).toEqual([]);
  await kiosk.dock('platform ok');
  await person.waitForDelivery();
  expect(traces(kiosk.keptFolder, words)).toEqual([]);
  expect(traces(kiosk.keptFolder, ['visit-began'])).not.toEqual([]);
});
