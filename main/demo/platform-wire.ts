/** The far end of the platform's wire: the demo hall with the synthetic persons, served on loopback. */
import { openDemoHall, serveDemoHall, type HallCondition, type HallFaces, type HallPerson, type HallReset } from '../core/platform/embedded/index.ts';
import type { Clock } from '../../devices/clock.ts';
import type { DockState, PlatformCondition } from '../../devices/simulators/dock/index.ts';
import { persons, type SyntheticPerson } from '../../devices/simulators/persons.ts';
import { markDecoder } from './photo-decoder.ts';

/** How many submissions the dock is told of. */
const toldSubmissions = 20;

export interface PlatformWire {
  /** Base address, as the profile names it. */
  readonly url: string;
  state(): DockState['platform'];
  setCondition(condition: PlatformCondition): void;
  /** A fresh code of the person's electronic card; null for somebody the hall does not know. */
  issueCode(personId: string): string | null;
  /** The hall forgets what was submitted, and everybody is as on its first day. */
  beginAfresh(): void;
  close(): Promise<void>;
}

export interface PlatformWireOptions {
  readonly database: string;
  readonly reset: HallReset;
  readonly clock: Clock;
  /** By whom the hall has faces compared. */
  readonly faces: HallFaces;
  /** JPEG by person; null where the person's face is not at hand. */
  readonly portraitOf: (person: SyntheticPerson) => Promise<Uint8Array | null>;
}

export async function openPlatformWire({ database, reset, clock, faces, portraitOf }: PlatformWireOptions): Promise<PlatformWire> {
  const known = await Promise.all(persons.map(async (person) => hallPerson(person, await portraitOf(person))));
  const hall = openDemoHall({ database, persons: known, clock, reset, faces, photoDecoder: markDecoder(portraitOf) });
  const server = await serveDemoHall({ hall });

  return {
    url: server.url,
    state: () => ({
      address: server.url,
      condition: dockCondition(server.condition()),
      submissions: server.submissions().slice(0, toldSubmissions).reverse().map(({ id, operation, person, receivedAt, acceptance, deliveries }) => ({
        id, operation, person, receivedAt, deliveries,
        status: acceptance.status,
        number: acceptance.status === 'accepted' ? acceptance.number : null,
      })),
    }),
    setCondition: (condition) => server.setCondition(condition === 'ok' ? 'normal' : condition),
    issueCode: (personId) => hall.issueCode(personId),
    beginAfresh: () => hall.beginAfresh(),
    async close() {
      await server.close();
      hall.close();
    },
  };
}

const dockCondition = (condition: HallCondition): PlatformCondition => (condition === 'normal' ? 'ok' : condition);

/** What the hall is to know of a person; the rest (PIN, role in the tray) is none of its business. */
function hallPerson(person: SyntheticPerson, photo: Uint8Array | null): HallPerson {
  const { id, name, latinName, number, card, travelDocuments, benefit, flexibleInsurance } = person;
  return {
    ...(travelDocuments && { travelDocuments }),
    ...(flexibleInsurance && { flexibleInsurance }),
    id, name, latinName, number, benefit, photo,
    card: card && { cardId: card.cardId, cardNumber: card.cardNumber, expiresOn: card.expiresOn },
  };
}
