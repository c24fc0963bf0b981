/** One conversation at a time: work on a shared wire waits for its turn. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Each work begins when the one before has ended, however it ended. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
