/** The door of the dock: its vocabulary, the stage it stands on, and its server. */
export { parseCommand, specialCards, webcamFeed, type DockCommand, type PlatformCondition, type SpecialCard } from './commands.ts';
export { runCommand, serveDock, type Dock, type DockOptions } from './server.ts';
export {
  done, refused,
  type Answer, type DockReceipt, type DockState, type DockSubmission, type Picture, type PictureKind, type Stage,
} from './stage.ts';
