/** The door of the contract: what crosses a process, and how it is framed and served alike at both ends. Pure: schemas, types, no I/O. */
export * from './language.ts';
export * from './modes.ts';
export * from './panel.ts';
export * from './fittings.ts';
export * from './device-status.ts';
export * from './camera-message.ts';
export * from './entry-field.ts';
export * from './screen.ts';
export * from './intent.ts';
export * from './speech.ts';
export * from './handwriting.ts';
export * from './hall-status.ts';
export * from './page-link.ts';
export * from './shell-link.ts';
export * from './line-framing.ts';
export * from './page-files.ts';
export * from './failure.ts';
