import { describe, expect, it } from 'vitest';
import { contractVersion, maxPageMessageBytes, type CoreMessage, type Intent } from '../../contract/index.ts';
import { attractScreen, hallStatus, hello, hubForTest, intentOn } from '../../../test/support/bridge-samples.ts';
import { manualClock } from '../../../test/support/manual-clock.ts';
import type { CloseReason, PageHub } from './page-hub.ts';

/** A page at the other end: what it was sent, and why it was closed. */
function openPage(hub: PageHub) {
  const got: CoreMessage[] = [];
  const closed: CloseReason[] = [];
  const attachment = hub.attach({ send: (message) => got.push(message), close: (reason) => closed.push(reason) });
  const say = (message: unknown, bytes = 100): void => attachment.receive(message, bytes);
  return { got, closed, say, detach: attachment.detach, kinds: () => got.map(({ type }) => type), screens: () => got.flatMap((message) => (message.type === 'screen' ? [message.screen.id] : [])) };
}

function setUp() {
  const clock = manualClock();
  const hub = hubForTest(clock);
  const intents: Intent[] = [];
  let losses = 0;
  hub.onIntent((intent) => intents.push(intent));
  hub.onPageLost(() => { losses += 1; });
  return { clock, hub, intents, losses: () => losses };
}

describe('page hub', () => {
  it('answers hello with the welcome, the hall and the screen shown, and says nothing before', () => {
    const { hub } = setUp();
    hub.hall(hallStatus);
    hub.publish(attractScreen('a'));
    const page = openPage(hub);
    expect(page.got).toEqual([]);
    page.say(hello);
    expect(page.kinds()).toEqual(['welcome', 'hall', 'screen']);
    expect(page.screens()).toEqual(['a']);
  });

  it('passes on an intent about the screen shown and drops one about a screen that has gone', () => {
    const { hub, intents } = setUp();
    const page = openPage(hub);
    page.say(hello);
    hub.publish(attractScreen('a'));
    hub.publish(attractScreen('b'));
    page.say(intentOn('a'));
    expect(intents).toEqual([]);
    page.say(intentOn('b'));
    expect(intents).toHaveLength(1);
  });

  it('passes on what is written on the screen shown, and nothing that is written on one that has gone, or that is more than a character', () => {
    const { hub } = setUp();
    const written: string[] = [];
    hub.handwriting.onRequest(({ lookId }) => written.push(lookId));
    const page = openPage(hub);
    page.say(hello);
    hub.publish(attractScreen('a'));
    const write = (screenId: string, lookId: string, stroke: unknown): void => page.say({ type: 'handwriting', request: { screenId, lookId, strokes: [stroke] } });
    write('a', 'good', [[0, 0], [1000, 1000]]);
    write('z', 'gone', [[0, 0]]);
    for (const stroke of [[], [[0, 1001]], [[-1, 0]], [[0.5, 0]], [[1]], Array(61).fill([1, 1])]) write('a', 'nonsense', stroke);
    expect(written).toEqual(['good']);
    hub.handwriting.send({ kind: 'candidates', lookId: 'good', characters: ['一'] });
    expect(page.got.at(-1)).toEqual({ type: 'handwriting', message: { kind: 'candidates', lookId: 'good', characters: ['一'] } });
  });

  it('drops what does not parse, what is too large, and what comes before hello', () => {
    const { hub, intents } = setUp();
    hub.publish(attractScreen('a'));
    const page = openPage(hub);
    page.say(intentOn('a'));
    page.say(hello);
    for (const nonsense of [undefined, null, 7, 'hello', [], { type: 'intent' }, { ...intentOn('a'), more: 1 }]) page.say(nonsense);
    page.say(intentOn('a'), maxPageMessageBytes + 1);
    expect(intents).toEqual([]);
  });

  it('drops the wish for a language that is not offered', () => {
    const { hub, intents } = setUp();
    hub.publish(attractScreen('a'));
    const page = openPage(hub);
    page.say(hello);
    for (const language of ['fr', 'en']) page.say({ type: 'intent', intent: { screenId: 'a', kind: 'start', modes: { language } } });
    expect(intents).toEqual([{ screenId: 'a', kind: 'start', modes: { language: 'en' } }]);
  });

  it('lets a burst through, caps a flood, and lets the page speak again later', async () => {
    const { clock, hub, intents } = setUp();
    hub.publish(attractScreen('a'));
    const page = openPage(hub);
    page.say(hello);
    for (let n = 0; n < 10_000; n++) page.say(intentOn('a'));
    const inBurst = intents.length;
    expect(inBurst).toBeGreaterThan(100);
    expect(inBurst).toBeLessThan(300);
    await clock.advance(1_000);
    page.say(intentOn('a'));
    expect(intents).toHaveLength(inBurst + 1);
  });

  it('gives the next screen to the next document after renew, and never to the old one', () => {
    const { hub, losses } = setUp();
    const old = openPage(hub);
    old.say(hello);
    hub.publish(attractScreen('last'));
    hub.renew();
    hub.publish(attractScreen('next'));
    old.say(intentOn('next'));
    expect(old.kinds().at(-1)).toBe('renew');
    expect(old.screens()).toEqual(['last']);
    old.detach();
    const fresh = openPage(hub);
    fresh.say(hello);
    expect(fresh.screens()).toEqual(['next']);
    expect(losses()).toBe(0);
  });

  it('shows nothing of the old visit to a document that comes between renew and the next screen', () => {
    const { hub } = setUp();
    hub.publish(attractScreen('personal'));
    hub.renew();
    const fresh = openPage(hub);
    fresh.say(hello);
    expect(fresh.screens()).toEqual([]);
    hub.publish(attractScreen('next'));
    expect(fresh.screens()).toEqual(['next']);
  });

  it('closes a page that was told to renew itself and stays', async () => {
    const { clock, hub } = setUp();
    const page = openPage(hub);
    page.say(hello);
    hub.renew();
    expect(page.closed).toEqual([]);
    await clock.advance(5_000);
    expect(page.closed).toEqual(['overdue']);
  });

  it('keeps no timer once the renewed page has gone', () => {
    const { clock, hub } = setUp();
    const page = openPage(hub);
    page.say(hello);
    hub.renew();
    page.detach();
    expect(clock.pending()).toBe(0);
  });

  it('replaces the older page by a newer one and hears the older no more', () => {
    const { hub, intents, losses } = setUp();
    const older = openPage(hub);
    older.say(hello);
    hub.publish(attractScreen('a'));
    const newer = openPage(hub);
    newer.say(hello);
    older.say(intentOn('a'));
    older.detach();
    expect(older.closed).toEqual(['replaced']);
    expect(intents).toEqual([]);
    expect(losses()).toBe(0);
    newer.say(intentOn('a'));
    expect(intents).toHaveLength(1);
  });

  it('says that the page is lost when it goes unasked', () => {
    const { hub, losses } = setUp();
    hub.publish(attractScreen('a'));
    const page = openPage(hub);
    page.say(hello);
    page.detach();
    expect(losses()).toBe(1);
  });

  it('tells a page of another contract version to renew, and gives up after three fresh ones', () => {
    const { hub } = setUp();
    const answers = [1, 2, 3, 4].map(() => {
      const page = openPage(hub);
      page.say({ ...hello, contractVersion: contractVersion + 1 });
      page.detach();
      return page.kinds();
    });
    expect(answers).toEqual([['renew'], ['renew'], ['renew'], []]);
  });

  it('tells the camera driver whether a page is there, through a replacement and a renewal', () => {
    const { hub } = setUp();
    const presence: boolean[] = [];
    hub.camera.onPresence((present) => presence.push(present));
    openPage(hub).say(hello);
    const second = openPage(hub);
    second.say(hello);
    hub.renew();
    second.detach();
    expect(presence).toEqual([false, true, false, true, false]);
  });

  it('carries camera commands to the page and its replies back', () => {
    const { hub } = setUp();
    const replies: unknown[] = [];
    const unsubscribe = hub.camera.onReply((reply) => replies.push(reply));
    const page = openPage(hub);
    page.say(hello);
    hub.camera.send({ requestId: 'r', name: 'observe', deadlineMs: 1000 });
    expect(page.kinds()).toContain('camera');
    page.say({ type: 'camera', reply: { kind: 'acknowledged', requestId: 'r' } });
    unsubscribe();
    page.say({ type: 'camera', reply: { kind: 'acknowledged', requestId: 's' } });
    expect(replies).toEqual([{ kind: 'acknowledged', requestId: 'r' }]);
  });
});
