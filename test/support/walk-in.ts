/** A person who stands before a kiosk: looks at its screens, touches them, puts cards in at the dock, and sometimes just waits. */
import { expect, type Locator } from '@playwright/test';
import type { ScreenKind } from '../../main/contract/index.ts';
import type { KioskUnderTest } from './kiosk.ts';

export type Certainty = 'agree' | 'other-way';

/** The PIN of every synthetic card. */
export const rightPin = '260715';
/** Comparing faces without a graphics card takes its time. */
export const faceTimeoutMs = 90_000;
/** A whole journey with every attempt before the camera that the kiosk allows, on a slow machine. */
export const faceJourneyMs = 400_000;
/** The platform's number, or the kiosk's own for what it keeps. */
const referenceNumber = /(?:PT|K)[-0-9]{6,}/;
/** How often the kiosk lets people try before another way is offered. */
export const faceAttempts = 3;
/** Longer than a kiosk waits for anybody before it begins anew, also in large text. */
const untilAbandoned = 'time +10m';
/** The same key again at once would be taken for a tremble. */
export const trembleMs = 130;

export type WalkIn = ReturnType<typeof walkIn>;

export function walkIn(kiosk: KioskUnderTest) {
  const { page, dock } = kiosk;
  const screen = page.locator('[data-screen]');
  const foot = page.locator('footer');
  const showing = (kind: ScreenKind): Locator => page.locator(`[data-screen="${kind}"]`);
  const choice = (id: string): Locator => page.locator(`[data-choice="${id}"]`);
  const key = (name: string): Locator => page.locator(`[data-key="${name}"]`);
  /** What was typed or picked so far, as the page shows it. */
  const entered = page.locator('[data-entered]');

  const sees = async (kind: ScreenKind, words: string | RegExp = '', timeout?: number): Promise<void> => {
    await expect(showing(kind)).toContainText(words, timeout ? { timeout } : {});
  };
  /** A touch that leads to another screen, and the wait until it is there. */
  const touch = async (target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    const before = await screen.getAttribute('data-screen-id') ?? '';
    await target.click();
    await expect(screen).not.toHaveAttribute('data-screen-id', before);
  };
  /** Until a list is laid out it shows nothing, and nobody can tell whether it goes on. */
  const laidOut = (): Promise<void> => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  /** What is long is read on until the choice comes. */
  const choose = async (id: string): Promise<void> => {
    const more = page.locator('.decision .page-button');
    await laidOut();
    await expect(choice(id).or(more).first()).toBeVisible();
    while (!(await choice(id).isVisible()) && (await more.isVisible())) await more.click();
    await expect(page.locator('.decision.settling')).toHaveCount(0);
    await touch(choice(id));
  };
  /** Which of these kinds of screen comes first. */
  const settledKind = async (kinds: readonly ScreenKind[], timeout: number): Promise<string | null> => {
    let kind: string | null = null;
    await expect.poll(async () => {
      kind = await screen.getAttribute('data-screen');
      return kinds.some((one) => one === kind);
    }, { message: `one of the screens ${kinds.join(', ')} comes`, timeout }).toBe(true);
    return kind;
  };
  /** Of the foot or of the modes: what stands on every screen. */
  const footButton = (name: string | RegExp): Locator => page.locator('footer, aside').getByRole('button', { name });

  const start = async (button = '开始办理'): Promise<void> => {
    await sees('attract');
    await touch(showing('attract').getByRole('button', { name: button, exact: true }).first());
    await sees('menu');
  };
  /** Waits until it is open: a service that is closed for the moment is no button. */
  const openService = (service: string): Promise<void> => touch(page.locator(`button[data-service="${service}"]`));
  const openCertification = async (certainty: Certainty): Promise<void> => {
    await openService('benefit-certification');
    await sees('consent');
    await choose(certainty);
    await sees('present');
  };
  const typePin = async (pin: string): Promise<void> => {
    await sees('pin');
    for (const [place, digit] of [...pin].entries()) {
      await key(digit).click();
      await expect(page.locator('.digits .filled')).toHaveCount(place + 1);
    }
    await touch(key('enter'));
  };
  const submissions = async (operation = 'certify-benefit') =>
    (await kiosk.dockState()).platform.submissions.filter((submission) => submission.operation === operation);

  const person = {
    kiosk, foot, screen, entered, showing, choice, key, choose, sees, touch, footButton, start, openService, openCertification, typePin, submissions,

    /** Kind and words of the screen, on one line; a kiosk that no longer answers says that instead. */
    said: () => screen.evaluate((shown) => `${shown.getAttribute('data-screen')}: ${shown.textContent.replaceAll(/\s+/g, ' ')}`, undefined, { timeout: 1000 })
      .catch((error: unknown) => `nothing (${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)})`),
    seesFailure: (code: string, timeout?: number) => sees('failure', code, timeout),

    /** Presses a button of the frame until it took: soon after another press it would be taken for a tremble. */
    async switchTo(name: string) {
      await expect(async () => {
        // On a slow page the last press may have taken meanwhile.
        if (await footButton(name).isVisible()) await footButton(name).click({ timeout: 5000 });
        await expect(footButton(name)).toBeHidden({ timeout: 1000 });
      }).toPass({ timeout: 60_000 });
    },
    /** Types on the keys of the page; each is seen to take. */
    async type(keys: Iterable<string>) {
      for (const name of keys) {
        const before = await entered.innerText();
        await key(name).click();
        await expect(entered).not.toHaveText(before, { useInnerText: true });
        await page.waitForTimeout(trembleMs);
      }
    },
    /** Picks from one list after the other; what is not on this page of a list is on one of the next. */
    async pick(...ids: readonly string[]) {
      const more = page.getByRole('button', { name: '下一页', exact: true });
      for (const id of ids) {
        const option = page.locator(`[data-pick="${id}"]`);
        for (await laidOut(); !(await option.isVisible()); await laidOut()) await more.click();
        await option.click();
      }
    },

    /** Tries again, as the failure offers, until the trouble that was put right is seen to be. */
    async retryUntil(target: Locator) {
      await expect(async () => {
        await expect(choice('retry').or(target)).toBeVisible();
        if (await choice('retry').isVisible()) await choose('retry');
        await expect(target).toBeVisible({ timeout: 3000 });
      }).toPass({ timeout: 60_000 });
    },

    /** From the first screen to the one that asks for a card. */
    async begin(certainty: Certainty = 'other-way') {
      await start();
      await openCertification(certainty);
    },
    async insert(card: string) {
      await dock(`insert ${card}`);
      await sees('information', '您好');
    },
    async place(id: string) {
      await dock(`place ${id}`);
      await sees('information', '您好');
    },
    /** Says yes to who was recognised, and learns how the benefit stands. */
    async learnStatus(title: string) {
      await choose('continue');
      await sees('information', title);
    },
    /** Walks by card to the choice of ways to be verified; no face is asked for. */
    async walkToWays(card = 'zhang-san') {
      await person.begin();
      await person.insert(card);
      await choose('continue');
      await choose('continue');
      await expect(choice('co-sign')).toBeVisible();
    },
    /** Walks by card and PIN to the page that asks for the yes. */
    async walkToReview(card = 'zhang-san') {
      await person.walkToWays(card);
      await choose('pin');
      await typePin(rightPin);
      await sees('review');
    },
    /** Walks by card to the camera, which was consented to. */
    async walkToFace(card = 'zhang-san') {
      await person.begin('agree');
      await person.insert(card);
      await choose('continue');
      await choose('continue');
      await sees('face');
    },
    async passFaceCheck() {
      await choose('continue');
      await person.passFace('review');
    },
    /** Does what the camera asks, again where that was not seen, as often as the kiosk lets people try, until the screen after it. */
    async passFace(next: ScreenKind) {
      for (let attempt = 1; ; attempt += 1) {
        // One look at one moment: between two looks the screen may have gone on.
        const kind = await settledKind([next, 'failure'], faceTimeoutMs);
        if (kind === next) return;
        if (attempt === faceAttempts) throw new Error(`the face was not accepted: ${await screen.innerText()}`);
        await choose('retry');
      }
    },
    /** Confirms, and reads the number that is shown for it. */
    async submit(title = '认证成功'): Promise<string> {
      await choose('confirm');
      await sees('result', title);
      return person.shownNumber();
    },
    async shownNumber(): Promise<string> {
      const result = showing('result');
      // A page lays itself out before it lets itself be seen.
      await expect(result).toContainText(referenceNumber, { useInnerText: true });
      const [number] = referenceNumber.exec(await result.innerText()) ?? [];
      if (!number) throw new Error('no number is shown');
      return number;
    },
    /** Takes card, ID card and receipt along; what no device can see is taken on the person's word. */
    async takeThings() {
      await sees('take');
      const { cardReader, idScanner, printer } = await kiosk.dockState();
      if (cardReader.inserted) await dock('remove');
      if (idScanner.placed) await dock('take');
      if (printer.receipts.some(({ where }) => where === 'in-mouth')) await dock('take-receipt');
      await expect(async () => {
        // Where nothing is left, or nobody answers, the kiosk goes on by itself.
        if (await choice('done').isVisible()) await choice('done').click({ timeout: 2000 });
        await expect(showing('farewell')).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 30_000 });
    },
    /** Skips the rating, takes everything and lets the farewell pass. */
    async takeEverything() {
      await choose('skip');
      await person.takeThings();
      await person.waitUntilAbandoned();
    },
    /** The text of the last receipt the printer cut. */
    async receipt(): Promise<string> {
      return (await kiosk.dockState()).printer.receipts.at(-1)?.text ?? '';
    },
    /** Lets time pass until a certification has reached the demo hall so many times. */
    async waitForDelivery(times = 1) {
      await expect.poll(async () => {
        const [submission] = await submissions();
        const deliveries = submission?.deliveries ?? 0;
        if (deliveries < times) await dock('time +30s');
        return deliveries;
      }, { message: 'the certification reaches the hall', intervals: [500, 1000] }).toBeGreaterThanOrEqual(times);
    },
    /** Does nothing for as long as it takes until the kiosk is nobody's again. */
    async waitUntilAbandoned() {
      await expect.poll(async () => {
        if (await showing('attract').or(showing('closed')).isVisible()) return true;
        await dock(untilAbandoned);
        return false;
      }, { message: 'the kiosk comes back to its first screen', intervals: [300, 600, 1000] }).toBe(true);
    },
  };
  return person;
}
