/** A person as the demo hall is told of them when it is seeded. Everything in it is synthetic. */

/** States of a social-security card in the back end, as the public is told them. */
export type CardState = 'normal' | 'lost' | 'cancelled' | 'not-enabled';

export interface HallCard {
  /** Card identification code, 32 hex digits. */
  readonly cardId: string;
  readonly cardNumber: string;
  /** ISO date. */
  readonly expiresOn: string;
  /** `normal` where absent. */
  readonly state?: CardState;
}

/** Where the person's benefit stands on the day of seeding. */
export type HallBenefit =
  | { readonly state: 'drawing'; /** Days from that day to the end of the present certification; negative: overdue. */ readonly certifiedForDays: number }
  | { readonly state: 'suspended'; readonly sinceDays: number }
  | { readonly state: 'pending-review'; readonly sinceDays: number }
  | { readonly state: 'no-record' }
  | { readonly state: 'deceased-flag' };

/** Insurance as flexible employment, as it stands on the day of seeding. */
export interface HallFlexibleInsurance {
  /** The monthly contribution base in force, in fen. */
  readonly baseFen: number;
  /** Days from that day to the first and to the last day of the yearly declaration window; negative: past. */
  readonly windowOpensInDays: number;
  readonly windowClosesInDays: number;
  /** What was declared in that window, so many days ago; absent: nothing. */
  readonly declared?: { readonly baseFen: number; readonly daysAgo: number };
}

export interface HallPerson {
  /** Name used on the dock, such as `zhang-san`. */
  readonly id: string;
  readonly name: string;
  readonly latinName: string | null;
  /** Social-security number; for residents the ID number. */
  readonly number: string;
  readonly card: HallCard | null;
  /** The travel documents under whose numbers a foreigner is registered, too; absent for others. */
  readonly travelDocuments?: readonly { readonly number: string }[];
  readonly benefit: HallBenefit;
  /** Absent for everybody who is not insured as flexible employment. */
  readonly flexibleInsurance?: HallFlexibleInsurance;
  /** Reference photograph, JPEG. */
  readonly photo: Uint8Array | null;
}
