/** The door of the demo hall. */
export { openDemoHall } from './hall.ts';
export type { DemoHall, DemoHallOptions, HallSubmission } from './hall.ts';
export type { HallReset } from './hall-database.ts';
export type { CardState, HallBenefit, HallCard, HallPerson } from './hall-person.ts';
export type { HallFaces } from './hall-faces.ts';
export { hallConditions, serveDemoHall, slowAnswerMs } from './hall-server.ts';
export type { HallCondition, HallServer } from './hall-server.ts';
export { createHallHsm } from './hall-hsm.ts';
