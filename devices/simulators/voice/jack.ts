/** A headset jack as ALSA's amixer shows it: a file with its words, for a driver that is told to read it with `cat`. */
import { rename, writeFile } from 'node:fs/promises';

export interface SimulatedJack {
  /** Program and arguments by which the driver asks. */
  readonly program: string;
  readonly arguments: readonly string[];
  isInserted(): boolean;
  insert(): Promise<void>;
  remove(): Promise<void>;
}

const words = (values: 'on' | 'off'): string =>
  `numid=12,iface=CARD,name='Headphone Jack'\n  ; type=BOOLEAN,access=r-------,values=1\n  : values=${values}\n`;

/** Nothing is in it at first. */
export async function createJack(file: string): Promise<SimulatedJack> {
  let inserted = false;
  /** In one move, so that nobody reads half of it. */
  const show = async (next: boolean): Promise<void> => {
    await writeFile(`${file}.fresh`, words(next ? 'on' : 'off'), { mode: 0o600 });
    await rename(`${file}.fresh`, file);
    inserted = next;
  };
  await show(false);
  return { program: 'cat', arguments: [file], isInserted: () => inserted, insert: () => show(true), remove: () => show(false) };
}
