/** How set-up and start speak to the person at the terminal: one line a stage, with its time where it took some. */

export function say(sentence) {
  process.stderr.write(`tongban: ${sentence}\n`);
}

/** Runs a stage, saying what is done before it and how long it took after it. */
export async function stage(sentence, work) {
  const began = Date.now();
  say(`${sentence} …`);
  const value = await work();
  say(`${sentence}: done in ${Math.round((Date.now() - began) / 1000)} s`);
  return value;
}
