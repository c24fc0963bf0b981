/** The door of the HTTP platform. */
export { createHttpPlatform } from './http-platform.ts';
export type { HttpPlatformOptions } from './http-platform.ts';
