/** Where the slots and readers lie on the front of this very machine, so that the page can point at them. */
import * as z from 'zod';

/** Middle of a fitting, in millimetres from the upper left corner of the panel's active area as one stands before it; outside the panel. */
const Spot = z.strictObject({ acrossMm: z.number().min(-2000).max(3000), downMm: z.number().min(-2000).max(3000) });
export type Spot = z.infer<typeof Spot>;

/** `passport-plate`: the glass a passport is laid on; `code-window`: the window before which a code is held. */
export const Fitting = z.enum(['card-slot', 'id-plate', 'passport-plate', 'code-window', 'receipt-mouth']);
export type Fitting = z.infer<typeof Fitting>;

/** A fitting that is not named is not pointed at. */
export const Fittings = z.partialRecord(Fitting, Spot);
export type Fittings = z.infer<typeof Fittings>;
