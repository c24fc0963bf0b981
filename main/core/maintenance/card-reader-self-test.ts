/** The card reader's part of the guided self-test. */
import type { CardReader } from '../../../devices/card-reader/index.ts';
import { describeStatus, reaches } from './device-tool.ts';
import { deadline, isThere, judge, mediaIs, nobodyCame, personWithinMs, type Test, type Verdict } from './self-test-steps.ts';

export async function testCardReader(reader: CardReader, test: Test): Promise<Verdict> {
  if (await isThere(reader, test) !== 'passed') return 'failed';
  test.talk.guide('Put a social-security card into the reader.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('present'), test.signal)) return nobodyCame(test, 'a card is noticed');
  const read = await reader.execute('readHolder', null, deadline(test)).completion;
  const verdict = judge(test, 'the card is read', read, ({ generation, authenticity, issuingRegion }) =>
    `generation ${generation}, authenticity ${authenticity}, issued in ${issuingRegion}; name and numbers were read and are not shown`);
  await reader.execute('powerOff', null, deadline(test)).completion;
  test.talk.guide('Take the card out.');
  if (!await reaches(reader, test.clock, personWithinMs, mediaIs('notPresent'), test.signal)) return nobodyCame(test, 'the card is noticed to leave');
  test.talk.tell({ what: 'the card is noticed to leave', verdict: 'passed', detail: describeStatus(reader.status()) });
  return verdict;
}
