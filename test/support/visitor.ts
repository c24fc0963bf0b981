/** A whole kiosk around a visit, with fake devices, platform and journal, and a person who touches its screens. */
import path from 'node:path';
import type { CardHolder } from '../../devices/card-reader/contract.ts';
import type { Camera } from '../../devices/camera/contract.ts';
import type { IdDocument } from '../../devices/id-scanner/contract.ts';
import { Personal } from '../../devices/personal.ts';
import { attendantCard, personById } from '../../devices/simulators/persons.ts';
import type { SyntheticCard, SyntheticPerson } from '../../devices/simulators/persons.ts';
import { FaceThresholds } from '../../kiosk-config/schema/face-thresholds.ts';
import { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { openLanguages } from '../../kiosk-config/schema/language.ts';
import { loadYaml } from '../../kiosk-config/schema/load.ts';
import { loadTexts } from '../../kiosk-config/schema/translation.ts';
import { Screen } from '../../main/contract/index.ts';
import type { Intent, ModeChange, ScreenBodyOf, ScreenKind } from '../../main/contract/index.ts';
import { openCatalogue, wordedFor } from '../../main/core/services/index.ts';
import type { Availability, Opening, VisitWorld } from '../../main/core/visit/index.ts';
import { openVisits } from '../../main/core/visit/index.ts';
import { fakeCardReader, fakeCodeScanner, fakeIdScanner, fakePrinter } from './fake-devices.ts';
import { fakeJournal, fakePlatform } from './fake-hall.ts';
import { manualClock, settle } from './manual-clock.ts';

const folder = path.resolve(import.meta.dirname, '../../kiosk-config');
export const languages = openLanguages(path.join(folder, 'languages'));
export const kiosk = loadTexts(Kiosk, path.join(folder, 'kiosk.yaml'), languages);
const catalogue = wordedFor(kiosk, openCatalogue(folder, languages), languages);

export function person(id: string): SyntheticPerson {
  const found = personById(id);
  if (!found) throw new Error(`there is no person "${id}"`);
  return found;
}

export function cardOf(owner: SyntheticPerson, card: SyntheticCard | null = owner.card): CardHolder {
  if (!card) throw new Error(`${owner.id} has no card`);
  return {
    generation: card.generation, authenticity: 'proven', issuingRegion: '990000', cardId: new Personal(card.cardId), cardNumber: new Personal(card.cardNumber),
    socialSecurityNumber: new Personal(owner.number), name: new Personal(owner.name), issuedOn: card.issuedOn, expiresOn: card.expiresOn,
    atrHistorical: new Personal('00'.repeat(13)), contactless: false,
  };
}

/** The attendant's own card, in the name of somebody else. */
export const attendantsCard = (): CardHolder => cardOf(person('li-si'), attendantCard);

export function documentOf(owner: SyntheticPerson, validTo = owner.idCard?.validTo ?? 'long-term'): IdDocument {
  return {
    type: 'citizen', name: new Personal(owner.name), latinName: null, number: new Personal(owner.number), sex: new Personal(owner.sex), ethnicCode: new Personal('01'), nationality: null,
    birthDate: new Personal(owner.birthDate), address: null, issuer: null, validFrom: '2016-05-20', validTo, photo: null,
  };
}

export function openKiosk(camera: Camera | null = null, faceEngine: 'local' | 'platform' = 'local', equipment: 'usual' | 'with-passport-and-code' = 'usual') {
  const clock = manualClock();
  const cardReader = fakeCardReader(clock);
  const idScanner = fakeIdScanner(clock);
  const documentReader = fakeIdScanner(clock);
  const codeScanner = fakeCodeScanner(clock);
  const further = equipment === 'usual' ? { documentReader: null, codeScanner: null } : { documentReader: documentReader.device, codeScanner: codeScanner.device };
  const printer = fakePrinter(clock);
  const platform = fakePlatform();
  const journal = fakeJournal();
  const openings = new Map<string, Opening>();
  const availabilityListeners = new Set<() => void>();
  const logged: string[] = [];
  const renewals: number[] = [];
  const world: VisitWorld = {
    clock,
    devices: { cardReader: cardReader.device, idScanner: idScanner.device, ...further, receiptPrinter: printer.device, camera },
    platform, journal, kiosk, languages, faceMatching: { engine: faceEngine, thresholds: loadYaml(FaceThresholds, path.join(folder, 'face-thresholds.yaml')), passive: null },
    failures: catalogue.failures, texts: catalogue.texts, receipts: catalogue.receipts,
    log: (event) => void logged.push(event),
    random: () => 0.5,
  };
  const availability: Availability = {
    opening: (id) => openings.get(id) ?? { closed: null, sign: null },
    watch(listener) {
      availabilityListeners.add(listener);
      return () => availabilityListeners.delete(listener);
    },
  };
  const { services } = catalogue;
  const visits = openVisits({ ...world, services, availability });
  visits.onRenew(() => renewals.push(clock.now()));

  const send = async (intent: Intent): Promise<void> => {
    visits.accept(intent);
    await settle();
  };
  const here = (): { screenId: string } => ({ screenId: visits.current().id });

  return {
    clock, cardReader, idScanner, documentReader, codeScanner, printer, platform, journal, visits, logged, renewals, send,
    /** What the screens of its visits are painted from. */
    stage: { world, services, availability },
    /** The screen shown, proved to be a valid one. */
    screen: (): Screen => Screen.parse(visits.current()),
    /** The body shown, which must be of this kind. */
    body<Kind extends ScreenKind>(kind: Kind): ScreenBodyOf<Kind> {
      const { body } = Screen.parse(visits.current());
      if (body.kind !== kind) throw new Error(`the screen shows ${body.kind}${'code' in body ? ` (${body.code})` : ''}, not ${kind}`);
      return body as ScreenBodyOf<Kind>;
    },
    choices: (): readonly string[] => {
      const { body } = visits.current();
      return 'choices' in body ? body.choices.map(({ id }) => id) : [];
    },
    setOpening(service: string, opening: Opening): void {
      openings.set(service, opening);
      for (const listener of availabilityListeners) listener();
    },
    start: (modes: ModeChange = {}) => send({ ...here(), kind: 'start', modes }),
    open: (service = 'benefit-certification') => send({ ...here(), kind: 'open-service', service }),
    choose: (choice: string) => send({ ...here(), kind: 'choose', choice }),
    touch: (kind: 'back' | 'cancel' | 'help' | 'more-time' | 'active') => send({ ...here(), kind }),
    setModes: (modes: ModeChange) => send({ ...here(), kind: 'set-modes', modes }),
    enter: (value: string) => send({ ...here(), kind: 'enter', value }),
    rate: (level: number) => send({ ...here(), kind: 'rate', level }),
    async type(pin: string): Promise<void> {
      for (const digit of pin) await send({ ...here(), kind: 'pin-key', key: digit as '0' });
      await send({ ...here(), kind: 'pin-key', key: 'enter' });
    },
    async insert(holder: CardHolder): Promise<void> {
      cardReader.insert(holder);
      await settle();
    },
    async lay(document: IdDocument): Promise<void> {
      idScanner.lay(document);
      await settle();
    },
  };
}

export type OpenKiosk = ReturnType<typeof openKiosk>;

/** Walks to the page that says who was recognised, face declined. */
export async function walkToKnown(visitor: OpenKiosk, holder: CardHolder = cardOf(person('zhang-san')), consent: 'agree' | 'other-way' = 'other-way'): Promise<void> {
  await visitor.start();
  await visitor.open();
  await visitor.choose(consent);
  await visitor.insert(holder);
}

/** Walks on to the choice of ways to be verified. */
export async function walkToWays(visitor: OpenKiosk): Promise<void> {
  await walkToKnown(visitor);
  await visitor.choose('continue');
  await visitor.choose('continue');
}

/** Walks on to the review page, verified by PIN. */
export async function walkToReview(visitor: OpenKiosk): Promise<void> {
  await walkToWays(visitor);
  await visitor.choose('pin');
  await visitor.type('260715');
}
