/** The door of the demo hall. */
export { openDemoHall } from './hall.ts';
export type { DemoHall } from './hall.ts';
export type { HallReset } from './hall-database.ts';
export type { HallPerson } from './hall-person.ts';
export type { HallFaces } from './hall-faces.ts';
export { serveDemoHall } from './hall-server.ts';
export type { HallCondition, HallServer } from './hall-server.ts';
export { createHallHsm } from './hall-hsm.ts';
