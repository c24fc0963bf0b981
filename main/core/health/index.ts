/** The door of health. */
export { watchHealth } from './health.ts';
export type { Health, HealthReport } from './health.ts';
export { mayBeUsed } from './serviceability.ts';
export type { Serviceability } from './serviceability.ts';
