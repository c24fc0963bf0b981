/**
 * Seeded faults in the middle of visits: the core killed, readers and printer unplugged, at moments drawn by chance. Afterwards the kiosk
 * serves again, and every confirmation that a number was shown for has reached the hall, and took effect once.
 */
import { createDraw } from '../../devices/simulators/faults/index.ts';
import { expect, test } from '../support/journey.ts';
import { rightPin, type WalkIn } from '../support/walk-in.ts';

/** Printed with the test, so that a campaign that failed can be walked again. */
const seed = Number(process.env['TONGBAN_FAULT_SEED'] ?? 20260715);
const visits = 8;
/** A supervised core is started again quickly five times a minute; killing it oftener would test patience, not recovery. */
const killsAtMost = 4;
const people = ['zhang-san', 'li-si', 'zhao-liu', 'wang-yan'];

type Fault = 'kill-core' | 'reader unplug' | 'id unplug' | 'printer unplug';
const faults: readonly Fault[] = ['kill-core', 'reader unplug', 'id unplug', 'printer unplug'];
const moments = ['known', 'ways', 'pin', 'review', 'sending', 'printing'] as const;
type Moment = (typeof moments)[number];

interface Plan {
  readonly who: string;
  readonly fault: Fault;
  readonly moment: Moment;
}

function planCampaign(): Plan[] {
  const drawNumber = createDraw(seed);
  const draw = <Value>(values: readonly Value[]): Value => values[drawNumber(values.length)] as Value;
  let kills = 0;
  return Array.from({ length: visits }, (_, index) => {
    const wanted = draw(faults);
    const fault = wanted === 'kill-core' && kills >= killsAtMost ? 'printer unplug' : wanted;
    if (fault === 'kill-core') kills += 1;
    return { who: people[index % people.length] ?? 'zhang-san', fault, moment: draw(moments) };
  });
}

/** Brings the fault about. A reader whose service somebody else started stays; so much is said. */
async function strike({ kiosk }: WalkIn, fault: Fault): Promise<void> {
  if (fault === 'kill-core') kiosk.killCore();
  else await kiosk.dock(fault).catch((error: Error) => console.log(`   ${fault}: ${error.message}`));
}

/** Walks as far as the fault lets it. Returns the number that was shown for the confirmation, null where it did not come to that. */
async function walkInto(person: WalkIn, { who, fault, moment }: Plan): Promise<string | null> {
  const steps: readonly (readonly [Moment, () => Promise<void>])[] = [
    ['known', () => person.choose('continue').then(() => person.choose('continue'))],
    ['ways', () => person.choose('pin')],
    ['pin', () => person.typePin(rightPin).then(() => person.sees('review'))],
    ['review', () => person.choose('confirm')],
    ['sending', () => person.sees('result')],
    ['printing', () => person.choose('continue')],
  ];
  await person.begin();
  await person.insert(who);
  let number: string | null = null;
  for (const [reached, goOn] of steps) {
    if (reached === 'printing') number = await person.shownNumber();
    if (reached === moment) {
      await strike(person, fault);
      return number;
    }
    await goOn();
  }
  return number;
}

test(`whatever is killed or unplugged at whatever moment (seed ${seed}), the kiosk serves again and every confirmation takes effect once`, async ({ person, kiosk }) => {
  test.setTimeout(360_000);
  for (const plan of planCampaign()) {
    await test.step(`${plan.fault} at ${plan.moment} with ${plan.who}`, async () => {
      await kiosk.dock('hall afresh');
      const number = await walkInto(person, plan);
      await kiosk.dock('reset');
      await person.waitUntilAbandoned();
      if (number !== null) await person.waitForDelivery();
      const taken = await person.submissions();
      expect(taken.length).toBeLessThanOrEqual(1);
      if (number !== null) expect(taken).toMatchObject([{ person: plan.who, status: 'accepted' }]);
    });
  }
  await kiosk.dock('hall afresh');
  await person.walkToReview();
  await person.submit();
});
