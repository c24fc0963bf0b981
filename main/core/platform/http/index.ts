/** The door of the HTTP platform. */
export { createHttpHsm } from './http-hsm.ts';
export { createHttpPlatform } from './http-platform.ts';
