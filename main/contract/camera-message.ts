/**
 * The wire between the core and the camera's pixels, which live in the page: the device grammar (command →
 * acknowledge → event* → completion; unsolicited status) as plain values. Measurements cross it, frames do not; but for
 * the one frame that `snapshot` asks for, where the person agreed that the platform compares it.
 */
import * as z from 'zod';
import { CameraStatus, GenericStatus } from './device-status.ts';

const RequestId = z.string().min(1).max(64);

/** What the person is asked to do to show that they are alive and not a picture. */
export const ChallengeAction = z.enum(['turn-left', 'turn-right', 'open-mouth', 'blink']);
export type ChallengeAction = z.infer<typeof ChallengeAction>;

/** A face descriptor: unit-length embedding, as many numbers as the engine makes (512 for ArcFace-like models). */
export const FaceDescriptor = z.array(z.number().min(-100).max(100)).min(64).max(2048);
export type FaceDescriptor = z.infer<typeof FaceDescriptor>;

/** What two passive models say of one face, each 0 (a picture of a person) to 1 (a person). They err: see `npm run bench -- face`. */
export const PassiveScores = z.strictObject({ antispoof: z.number().min(0).max(1), liveness: z.number().min(0).max(1) });
export type PassiveScores = z.infer<typeof PassiveScores>;

/** One face as measured in one frame. Angles in radians; ratios are dimensionless; lengths in camera pixels. */
export const FaceMeasurement = z.strictObject({
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number().min(0), height: z.number().min(0) }),
  eyeDistancePx: z.number().min(0),
  /** Positive: the person's nose moves towards the person's own left. */
  yaw: z.number().min(-4).max(4),
  pitch: z.number().min(-4).max(4),
  roll: z.number().min(-4).max(4),
  /** Lid gap over eye width, mean of both eyes. */
  eyeOpenness: z.number().min(0).max(5),
  /** Inner lip gap over mouth width. */
  mouthOpenness: z.number().min(0).max(5),
  /** Only where the core chose to have faces scored, and on frames that were described; null on the others. */
  passive: PassiveScores.nullable(),
  /** Only on frames that were described (frontal enough, sharp enough); null on the others. */
  descriptor: FaceDescriptor.nullable(),
});
export type FaceMeasurement = z.infer<typeof FaceMeasurement>;

export const FrameMeasurement = z.strictObject({
  /** Milliseconds since the capture started. */
  at: z.number().min(0),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  /** Mean luminance of the frame, 0 (black) to 1 (white). */
  light: z.number().min(0).max(1),
  /** How many faces the detector found; `face` is the largest. */
  faces: z.int().min(0).max(100),
  face: FaceMeasurement.nullable(),
  /** Milliseconds the engine spent on this frame. */
  engineMs: z.number().min(0),
});
export type FrameMeasurement = z.infer<typeof FrameMeasurement>;

/** Which of the machine's cameras the page is to use, and how. */
export const CameraChoice = z.strictObject({
  /** Part of the camera's name as the browser has it, in letters of either case; null: whichever the system puts first. */
  named: z.string().min(1).max(100).nullable(),
  /** Resolution asked for; a camera that has no such gives its nearest. */
  widthPx: z.int().min(160).max(4096),
  heightPx: z.int().min(120).max(4096),
  /** Whether the engine also loads and runs its passive liveness models. */
  passiveScores: z.enum(['off', 'on']),
});
export type CameraChoice = z.infer<typeof CameraChoice>;

/** Largest reference photograph that `describe` takes, in bytes. */
export const maxReferencePhotoBytes = 2 * 1024 * 1024;

/** So many bytes in base64, at most. */
const base64Of = (bytes: number): z.ZodBase64 => z.base64().max(Math.ceil(bytes / 3) * 4);

/** Largest JPEG that `snapshot` may answer with, in bytes: as base64 it leaves room in a message. */
export const maxSnapshotBytes = 144 * 1024;

/** Core → page. Every command carries its deadline (ms from receipt) and may be cancelled. */
export const CameraCommand = z.discriminatedUnion('name', [
  /** Use this camera from now on, and say whether it is there, without turning it on. Completion value: null. */
  z.strictObject({ requestId: RequestId, name: z.literal('choose'), deadlineMs: z.int().positive(), choice: CameraChoice }),
  /** Start capture and load the engine. Completion value: `CameraOpened`. */
  z.strictObject({ requestId: RequestId, name: z.literal('open'), deadlineMs: z.int().positive() }),
  /** Describe the one face of a still reference photograph (JPEG, base64). Completion value: `FaceDescribed`. */
  z.strictObject({ requestId: RequestId, name: z.literal('describe'), deadlineMs: z.int().positive(), jpeg: base64Of(maxReferencePhotoBytes) }),
  /** Measure frames, one event each, until cancelled or out of time. */
  z.strictObject({ requestId: RequestId, name: z.literal('observe'), deadlineMs: z.int().positive() }),
  /** The present frame itself, measured and described. Completion value: `FaceSnapshot`. */
  z.strictObject({ requestId: RequestId, name: z.literal('snapshot'), deadlineMs: z.int().positive() }),
  /** Stop capture; the lamp goes out, every frame and descriptor held by the page is dropped. */
  z.strictObject({ requestId: RequestId, name: z.literal('close'), deadlineMs: z.int().positive() }),
  /** End the command `target`; it completes as `canceled`. This one has no completion of its own. */
  z.strictObject({ requestId: RequestId, name: z.literal('cancel'), target: RequestId }),
]);
export type CameraCommand = z.infer<typeof CameraCommand>;

export const CameraOpened = z.strictObject({ label: z.string().max(200), widthPx: z.int(), heightPx: z.int(), engine: z.string().max(100) });
export type CameraOpened = z.infer<typeof CameraOpened>;
export const FaceDescribed = z.strictObject({ faces: z.int().min(0).max(100), descriptor: FaceDescriptor.nullable() });
export type FaceDescribed = z.infer<typeof FaceDescribed>;

export const FaceSnapshot = z.strictObject({
  jpeg: base64Of(maxSnapshotBytes).min(4),
  faces: z.int().min(0).max(100),
  descriptor: FaceDescriptor.nullable(),
});
export type FaceSnapshot = z.infer<typeof FaceSnapshot>;

export const CameraReason = z.enum([
  'noCamera', 'permissionDenied', 'cameraBusy', 'cameraVanished', 'frozenFrames', 'engineFailed', 'undecodableImage', 'notOpen', 'pageGone',
]);
export type CameraReason = z.infer<typeof CameraReason>;

/** Page → core. */
export const CameraReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acknowledged'), requestId: RequestId }),
  z.strictObject({ kind: z.literal('event'), requestId: RequestId, frame: FrameMeasurement }),
  z.strictObject({
    kind: z.literal('completion'),
    requestId: RequestId,
    completion: z.discriminatedUnion('code', [
      z.strictObject({ code: z.literal('success'), value: z.union([CameraOpened, FaceDescribed, FaceSnapshot, z.null()]) }),
      z.strictObject({
        code: z.enum(['canceled', 'timeOut', 'deviceNotReady', 'hardwareError', 'invalidData', 'sequenceError', 'unsupportedCommand']),
        reason: CameraReason.nullable(),
      }),
    ]),
  }),
  z.strictObject({ kind: z.literal('status'), generic: GenericStatus, specific: CameraStatus }),
]);
export type CameraReply = z.infer<typeof CameraReply>;
