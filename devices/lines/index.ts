/** The door of what devices that speak unasked have in common: a port kept open, lines cut out of it, and at most one command that waits for them. */
export { createAttendedLine, type LineDevice } from './attended-line.ts';
export type { LineEncoding, LineEnding, SpokenLine } from './line-framer.ts';
