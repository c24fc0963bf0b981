/** The door of the bridge: the core's side of the page, and the two ends a page can hold. */
export { createPageHub, type CameraLink, type PageHub, type PageHubOptions, type Welcome } from './page-hub.ts';
export { listenForShell, type ShellListener, type ShellListenerOptions } from './shell-socket.ts';
export { serveLoopback, type LoopbackOptions, type LoopbackServer } from './loopback-server.ts';
