/** The door of the HTTP platform. */
export { createHttpHsm } from './http-hsm.ts';
export { createHttpPlatform } from './http-platform.ts';
export type { PlatformAddress } from './platform-call.ts';
