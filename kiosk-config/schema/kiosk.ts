/** kiosk.yaml: what is true of this kiosk in this hall, whatever the machine it runs on. */
import { areaList } from '@vant/area-data';
import * as z from 'zod';
import { ChallengeAction, DivisionCode, LocalizedText } from '../../main/contract/index.ts';

const seconds = (min: number, max: number) => z.number().min(min).max(max);

/** How long people may do nothing. In large text, and by ear, all of it is three times as long. */
export const Idle = z.strictObject({
  /** Seconds without a touch until the person is asked whether they are still there: two to five minutes. */
  askAfterSeconds: seconds(120, 300),
  /** Seconds they have to answer (WCAG 2.2.1: at least 20). */
  answerWithinSeconds: seconds(20, 120),
  /** Seconds the farewell and the "take your things" screens stay when nobody touches. */
  farewellSeconds: seconds(3, 60),
});

/** What a person may be asked to do to show that they are alive, and how many of these they are asked. */
export const ChallengeActions = z.array(ChallengeAction).min(1);
export const Challenges = z.int().min(1).max(4);

const isDivision = (code: string): boolean => [areaList.province_list, areaList.city_list, areaList.county_list].some((list) => Object.hasOwn(list, code));

export const Kiosk = z.strictObject({
  hall: LocalizedText,
  /** Terminal number: six region digits and six more. */
  terminal: z.string().regex(/^\d{12}$/),
  /** The division that the hall is for: a province, a city or a district. It is offered first where people are asked for a place. */
  division: DivisionCode.refine(isDivision, 'no division of China has this code (GB/T 2260)').exactOptional(),
  /** What the first screen says. */
  attract: z.strictObject({ title: LocalizedText, welcome: LocalizedText, notices: z.array(LocalizedText).max(6) }),
  /** A machine's profile may say otherwise. */
  idle: Idle,
  /** Seconds after which each wait ends and the person is told. */
  deadlines: z.strictObject({
    cardSeconds: seconds(2, 60),
    platformSeconds: seconds(1, 60),
    submitSeconds: seconds(1, 60),
    printSeconds: seconds(2, 120),
    faceAttemptSeconds: seconds(10, 120),
  }),
  face: z.strictObject({
    /** After so many attempts another way is offered. */
    attempts: z.int().min(1).max(5),
    /** How often at most a face may be taken for somebody else's; the threshold follows from face-thresholds.yaml. */
    falseMatchRate: z.number().gt(0).max(0.5),
    /** A machine's profile may say otherwise of both. */
    actions: ChallengeActions,
    challenges: Challenges,
    /** Mean luminance under which the picture is called too dark. */
    darkBelow: z.number().min(0).max(1),
    /** Mean luminance above which it is called too bright. */
    brightAbove: z.number().min(0).max(1),
    /** Pixels between the eyes under which people are asked to come closer. */
    minimumEyeDistancePx: z.number().min(20).max(400),
  }),
  /** `shuffle`: the digits of the pad stand in another order each time. */
  pin: z.strictObject({ length: z.int().min(4).max(16), shuffle: z.boolean() }),
  /** Card identification codes of attendants' cards in this hall, 32 hex digits. */
  attendantCards: z.array(z.strictObject({ cardId: z.string().regex(/^[0-9A-F]{32}$/), attendant: z.string().min(1).max(20) })),
  /** The number to ask under: fills `{hotline}` in the texts of visits, failures and receipts. */
  hotline: z.string().min(1).max(20),
});
export type Kiosk = z.infer<typeof Kiosk>;
