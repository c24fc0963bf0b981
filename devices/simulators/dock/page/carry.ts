/** Carrying a thing from the tray to the machine: dragged or tapped, the same commands result. */
import { give, state } from './dock-link.ts';

/** Where a thing from the tray goes. */
export type Place = 'card-reader' | 'id-scanner' | 'document-reader' | 'code-scanner';

interface Handling {
  /** The verb that brings a thing there. */
  readonly bring: string;
  /** The command that takes it back; null where nothing stays. */
  readonly takeBack: string | null;
  /** What is there now. */
  readonly lying: () => string | null;
}

const handlings: Readonly<Record<Place, Handling>> = {
  'card-reader': { bring: 'insert', takeBack: 'remove', lying: () => state.value?.cardReader.inserted ?? null },
  'id-scanner': { bring: 'place', takeBack: 'take', lying: () => state.value?.idScanner.placed ?? null },
  'document-reader': { bring: 'lay', takeBack: 'lift', lying: () => state.value?.documentReader?.laid ?? null },
  // A phone is held before it and stays in the hand.
  'code-scanner': { bring: 'show', takeBack: null, lying: () => null },
};

const format = (place: Place): string => `application/x-dock-${place}`;

export function pickUp(event: DragEvent, place: Place, name: string): void {
  event.dataTransfer?.setData(format(place), name);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

export const fits = (event: DragEvent, place: Place): boolean => event.dataTransfer?.types.includes(format(place)) ?? false;

/** What was dropped; null where it does not belong here. */
export const dropped = (event: DragEvent, place: Place): string | null => event.dataTransfer?.getData(format(place)) || null;

/** Takes back what lies there; nothing where nothing stays. */
export async function takeBack(place: Place): Promise<void> {
  const { takeBack: command } = handlings[place];
  if (command !== null) await give(command);
}

/** Brings a thing to its place; what lies there already is taken away first. */
export async function bring(place: Place, name: string): Promise<void> {
  const present = handlings[place].lying();
  if (present === name) return;
  if (present !== null) await takeBack(place);
  await give(`${handlings[place].bring} ${name}`);
}

/** A tap brings it; a second tap takes it back. */
export async function tap(place: Place, name: string): Promise<void> {
  if (handlings[place].lying() === name) await takeBack(place);
  else await bring(place, name);
}
