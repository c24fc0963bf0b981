/** Who comes to be certified in a campaign, and how: between them they move bytes on every wire of a kiosk and stand before its camera. */
import type { SyntheticPerson } from '../../../devices/simulators/persons.ts';
import { person } from '../../support/visitor.ts';

/** The wires of a kiosk, and the platform's. */
export const wireNames = ['idScanner', 'card', 'printer', 'platform', 'documentReader', 'codeScanner'] as const;
export type WireName = (typeof wireNames)[number];

export const visitorNames = ['card-holder', 'passport-holder', 'code-holder'] as const;
export type VisitorName = (typeof visitorNames)[number];

export interface Visitor {
  readonly person: SyntheticPerson;
  /** By which the kiosk is to recognise them. */
  readonly token: 'resident-id-card' | 'passport' | 'e-card-code';
  /** The answer to the notice about face verification. */
  readonly consent: 'agree' | 'other-way';
  /** The card that is put in on the page that names the person, and its PIN; null: without a card, an attendant co-signs where a face does not do. */
  readonly card: { readonly name: string; readonly pin: string } | null;
  /** The wires on which this visit moves messages that no visit before it has moved: those that get faults. */
  readonly wires: readonly WireName[];
}

const cardHolder = person('zhang-san');

export const visitors: Readonly<Record<VisitorName, Visitor>> = {
  'card-holder': {
    person: cardHolder, token: 'resident-id-card', consent: 'other-way', card: { name: cardHolder.id, pin: cardHolder.card?.pin ?? '' },
    wires: ['idScanner', 'card', 'printer', 'platform'],
  },
  'passport-holder': { person: person('anna'), token: 'passport', consent: 'other-way', card: null, wires: ['documentReader', 'card'] },
  'code-holder': { person: person('li-si'), token: 'e-card-code', consent: 'agree', card: null, wires: ['codeScanner', 'platform'] },
};

/** What belongs to one of them alone; in a log, on the first screen or in a file it would be a leak. */
export const personalWords: readonly string[] = Object.values(visitors).flatMap(({ person: { name, latinName, number, card, travelDocuments = [] } }) =>
  [name, latinName, number, card?.cardNumber, card?.cardId, ...travelDocuments.map((document) => document.number)].filter((word) => typeof word === 'string'));
