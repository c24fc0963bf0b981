/** The door of the dock: its vocabulary, the stage it stands on, and its server. */
export { parseCommand, webcamFeed, type DockCommand, type PlatformCondition } from './commands.ts';
export { askDock } from './client.ts';
export { readDockAddress, type DockAddress } from './address-file.ts';
export { runCommand, serveDock, type Dock, type DockOptions } from './server.ts';
export {
  done, refused,
  type Answer, type DockReceipt, type DockState, type DockSubmission, type Picture, type PictureKind, type Stage,
} from './stage.ts';
