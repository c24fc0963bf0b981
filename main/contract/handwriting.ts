/**
 * Writing by hand, between page and core. The page gathers the strokes of one character and asks for a look at them; the core tells
 * which characters they may be. Only the newest look of the screen shown is answered.
 */
import * as z from 'zod';
import { Language } from './language.ts';
import { ScreenId } from './screen.ts';

/** The writing lies in a square with this side; both axes have the same scale, `y` runs down. */
export const writingSide = 1000;
/** More than the strokes of any character in use, and than the points that tell how one of them runs. */
export const mostStrokes = 40;
export const mostPointsOfStroke = 60;
/** Characters that a look may come to. */
export const mostCandidates = 20;

const Coordinate = z.int().min(0).max(writingSide);
export const WritingPoint = z.tuple([Coordinate, Coordinate]);
export type WritingPoint = z.infer<typeof WritingPoint>;

/** From where the finger came down to where it went up; a dot is one point. */
export const Stroke = z.array(WritingPoint).min(1).max(mostPointsOfStroke);
export type Stroke = z.infer<typeof Stroke>;

/** The strokes of one character, in the order in which they were written. */
export const Strokes = z.array(Stroke).min(1).max(mostStrokes);
export type Strokes = z.infer<typeof Strokes>;

const LookId = z.string().min(1).max(64);
/** One Chinese character. */
const HanCharacter = z.string().regex(/^[\p{Unified_Ideograph}〇]$/u);

/** Page → core: which character may these strokes be? */
export const HandwritingRequest = z.strictObject({ screenId: ScreenId, lookId: LookId, strokes: Strokes });
export type HandwritingRequest = z.infer<typeof HandwritingRequest>;

/** Core → page. */
export const HandwritingMessage = z.discriminatedUnion('kind', [
  /** In which languages one can write by hand here now; none where this machine has no engine. Told to each page, and at every change. */
  z.strictObject({ kind: z.literal('offer'), languages: z.array(Language).max(30) }),
  /** Best first. Empty: these strokes are like no character. */
  z.strictObject({ kind: z.literal('candidates'), lookId: LookId, characters: z.array(HanCharacter).max(mostCandidates) }),
  /** The engine failed, or did not answer in time. */
  z.strictObject({ kind: z.literal('unavailable'), lookId: LookId }),
]);
export type HandwritingMessage = z.infer<typeof HandwritingMessage>;
