/** The door of the bridge: the core's side of the page, and the two ends a page can hold. */
export { createPageHub, type HandwritingLink, type PageAttachment, type PageHub } from './page-hub.ts';
export { listenForShell, type ShellListener } from './shell-socket.ts';
export { serveLoopback } from './loopback-server.ts';
