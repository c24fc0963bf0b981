/** The door of health. */
export { watchHealth } from './health.ts';
export type { Health, HealthOptions, HealthReport, WatchedDevices } from './health.ts';
export { mayBeUsed } from './serviceability.ts';
export type { HealthReason, Serviceability } from './serviceability.ts';
