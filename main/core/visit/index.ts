/** The door of visits. */
export { openVisits } from './visits.ts';
export type { Visits, VisitsOptions } from './visits.ts';
export type { Availability, FaceMatching, Opening, VisitWorld } from './world.ts';
