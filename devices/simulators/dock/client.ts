/** Speaks to a running dock from another program: the command line, tests, benches. */
import { readDockAddress } from './address-file.ts';
import type { Answer } from './stage.ts';

/** The slowest commands make a camera feed for the first time, or restart the PC/SC service. */
const answerWithinMs = 60_000;

/** Gives the dock of that state directory one command in its words. Rejects with a sentence where no dock answers. */
export async function askDock(stateDirectory: string, command: string): Promise<Answer> {
  const address = await readDockAddress(stateDirectory);
  if (!address) throw new Error(`No dock is running in ${stateDirectory}: start the kiosk with "npm start" first.`);
  const response = await fetch(`http://127.0.0.1:${address.port}/command`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${address.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ command }),
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch(() => null);
  if (!response) throw new Error(`The dock that left its address in ${stateDirectory} does not answer; is the kiosk still running?`);
  if (response.status !== 200 && response.status !== 422) throw new Error((await response.text()).trim());
  return await response.json() as Answer;
}
