/** Tells on standard error how far the bench is; standard output is for the table alone. */
export function tellProgress(sentence: string): void {
  process.stderr.write(`bench: ${sentence}\n`);
}
