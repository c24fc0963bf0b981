/** Carrying a card or a document from the tray to the machine: dragged or tapped, the same commands result. */
import { give, state } from './dock-link.ts';

/** Where a thing from the tray goes. */
export type Place = 'card-reader' | 'id-scanner';

const format = (place: Place): string => `application/x-dock-${place}`;

export function pickUp(event: DragEvent, place: Place, name: string): void {
  event.dataTransfer?.setData(format(place), name);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

export const fits = (event: DragEvent, place: Place): boolean => event.dataTransfer?.types.includes(format(place)) ?? false;

/** What was dropped; null where it does not belong here. */
export const dropped = (event: DragEvent, place: Place): string | null => event.dataTransfer?.getData(format(place)) || null;

/** Puts a card in or a document down; what lies there already is taken out first. */
export async function bring(place: Place, name: string): Promise<void> {
  const present = lying(place);
  if (present === name) return;
  if (present !== null) await give(place === 'card-reader' ? 'remove' : 'take');
  await give(place === 'card-reader' ? `insert ${name}` : `place ${name}`);
}

/** A tap brings it; a second tap takes it back. */
export async function tap(place: Place, name: string): Promise<void> {
  if (lying(place) === name) await give(place === 'card-reader' ? 'remove' : 'take');
  else await bring(place, name);
}

function lying(place: Place): string | null {
  return (place === 'card-reader' ? state.value?.cardReader.inserted : state.value?.idScanner.placed) ?? null;
}
