/**
 * A program that only keeps submissions, to be killed at any moment: for persons FROM to TO-1 it keeps a certification and prints
 * `kept ID` as soon as the journal says that it is durable. Arguments: journal folder, platform address, FROM, TO.
 */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../devices/clock.ts';
import { Personal } from '../../devices/personal.ts';
import { openJournal } from '../../main/core/journal/index.ts';
import { createLog } from '../../main/core/log.ts';
import { createHttpPlatform } from '../../main/core/platform/http/index.ts';
import { crowdPerson } from './crowd.ts';

const [directory = '', url = '', from = '0', to = '0'] = process.argv.slice(2);
const terminal = '990000000001';
const clock = systemClock();
const log = createLog({ destination: { write: () => undefined } });
const journal = await openJournal({ directory, platform: createHttpPlatform({ url, terminal, clock }), clock, terminal, log });

for (let index = Number(from); index < Number(to); index++) {
  const { number, name } = crowdPerson(index);
  const id = randomUUID();
  await journal.keep({
    id, operation: 'certify-benefit', terminal, madeAt: '2026-11-22T09:00:00.000+08:00',
    person: { socialSecurityNumber: new Personal(number), name: new Personal(name) },
    content: new Personal({ verifiedBy: 'face' }),
  });
  process.stdout.write(`kept ${id}\n`);
  await journal.settle(id, { deadlineMs: 20 });
}
