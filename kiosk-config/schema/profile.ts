/** A machine profile: which devices, platform, panel and clock this very machine has. One YAML file in kiosk-config/profiles. */
import * as z from 'zod';
import { Fittings, LocalizedText, Panel } from '../../main/contract/index.ts';
import { CardAuthenticationProfile, CardReaderProfile } from './card-reader-profile.ts';
import { ChallengeActions, Challenges, Idle, type Kiosk } from './kiosk.ts';
import { CodeScannerProfile, DocumentReaderProfile, IdScannerProfile } from './scanner-profiles.ts';
import { StreamAddress } from './stream-address.ts';

const HeadAnswer = z.enum(['DLE EOT 2', 'DLE EOT 3', 'DLE EOT 4', 'GS r 1', 'DLE DC4 8']);

/**
 * `head`: what this model of printing head can do; absent: as most Chinese heads, and all of it. `rareCharacters`: how a
 * character that it lacks is printed, under a code given to it (`FS 2`) or as a picture in the line (`ESC *`). `answers`: the
 * questions about its state that it answers, besides `DLE EOT 1`, which it must; `npm run device -- watch receipt-printer`
 * shows which stays unanswered. What it cannot tell is shown as unknown, and without `GS r 1` no receipt is confirmed. One that
 * cannot be told to forget what it holds (`DLE DC4 8`) is handed a receipt line by line.
 */
export const ReceiptPrinterProfile = z.strictObject({
  driver: z.literal('escpos'),
  address: StreamAddress,
  columns: z.union([z.literal(32), z.literal(48)]),
  head: z.strictObject({
    rareCharacters: z.enum(['user-defined', 'bit-image']).default('user-defined'),
    answers: z.array(HeadAnswer).default([...HeadAnswer.options]),
  }).optional(),
});

const score = z.number().min(0).max(1);

/**
 * Passive liveness: two models score each face, 0 a picture, 1 a person, and the middle of an attempt's scores counts. `advisory`:
 * whoever falls short is asked for one action more than others. `required`: is refused as not alive.
 */
export const PassiveLivenessProfile = z.strictObject({
  use: z.enum(['advisory', 'required']),
  /** What each model must come to. `npm run bench -- face` prints whom these turn away: people and pictures. */
  antispoofFrom: score.default(0.5),
  livenessFrom: score.default(0.5),
});

/**
 * How people show before this camera that they are alive. What is absent is as kiosk.yaml has it. `passive` absent: off, and so
 * it is by default: `npm run bench -- face` had them take 80 to 90 % of photographs held up for people, and 15 % of people's
 * photographs for attacks. At its best threshold one model is wrong about 49 % of single frames, the other about 42 %.
 */
export const LivenessProfile = z.strictObject({
  actions: ChallengeActions.optional(),
  challenges: Challenges.optional(),
  passive: PassiveLivenessProfile.optional(),
});

/**
 * A camera on the machine's browser. `named`: part of its name, as the browser has it, in letters of either case; on most
 * systems the name ends in the USB ids, such as `(046d:0825)`, which makes a lasting choice; absent: the system's first.
 * `engine`: who compares the living person with the one on record. `local`: the model in this kiosk, and no picture leaves
 * it; `platform`: the platform, from one frame sent to it, only after a consent that says so.
 */
export const CameraProfile = z.strictObject({
  driver: z.literal('page'),
  named: z.string().min(1).max(100).optional(),
  /** Asked for; a camera that has no such gives its nearest. */
  resolution: z.strictObject({ widthPx: z.int().min(160).max(4096), heightPx: z.int().min(120).max(4096) }).optional(),
  engine: z.enum(['local', 'platform']).default('local'),
  liveness: LivenessProfile.default({}),
});
export type CameraProfile = z.infer<typeof CameraProfile>;

export const PlatformProfile = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('http'), url: z.url() }),
]);

/**
 * Who speaks. `program`: text on its standard input; what its command line may have filled in, see devices/voice. `chinese`: how
 * Chinese is handed to it, by its sounds, which espeak-ng reads far better, or as it is written. `page`: the browser's own engine.
 */
export const VoiceProfile = z.strictObject({
  engine: z.discriminatedUnion('driver', [
    z.strictObject({
      driver: z.literal('program'),
      program: z.string().min(1),
      arguments: z.array(z.string()).default(['-v', '{voice}', '-s', '{rate}', '-a', '{volume}', '-b', '1', '--stdin']),
      chinese: z.enum(['characters', 'pinyin']).default('pinyin'),
    }),
    z.strictObject({ driver: z.literal('page') }),
  ]),
  /** A program that prints the jack's control as ALSA's amixer does, asked again and again; absent: no jack that can be asked. */
  headset: z.strictObject({ driver: z.literal('alsa-jack'), program: z.string().min(1).default('amixer'), arguments: z.array(z.string()) }).optional(),
});

/**
 * Who reads what people write by hand who do not know pinyin. `program`: strokes on its standard input as zinnia takes them; `{model}` and
 * `{most}` of its command line are filled in. `models`: the folder that has the model each language names in its own folder (`handwriting`).
 */
export const HandwritingProfile = z.strictObject({
  engine: z.discriminatedUnion('driver', [
    z.strictObject({
      driver: z.literal('program'),
      program: z.string().min(1),
      arguments: z.array(z.string()).default(['-m', '{model}', '-n', '{most}']),
      models: z.string().min(1).default('/usr/share/tegaki/models/zinnia'),
    }),
  ]),
});

/** `adjustable`: a training session can move time forward through that local socket. */
export const ClockProfile = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('system') }),
  z.strictObject({ driver: z.literal('adjustable'), socket: z.string().min(1) }),
]);

export const Profile = z.strictObject({
  /** What this machine is, for whoever sets it up: `npm run device -- list` begins with it. */
  title: LocalizedText,
  panel: Panel,
  /** Where slots and readers lie on this machine's front; the page points at those that are named. */
  fittings: Fittings.default({}),
  devices: z.strictObject({
    'card-reader': CardReaderProfile.optional(),
    'id-scanner': IdScannerProfile.optional(),
    'document-reader': DocumentReaderProfile.optional(),
    'code-scanner': CodeScannerProfile.optional(),
    'receipt-printer': ReceiptPrinterProfile.optional(),
    camera: CameraProfile.optional(),
  }),
  cardAuthentication: CardAuthenticationProfile,
  platform: PlatformProfile,
  /** Absent: this machine reads nothing aloud. */
  voice: VoiceProfile.optional(),
  /** Absent: nobody can write by hand at this machine, and it is not offered. */
  handwriting: HandwritingProfile.optional(),
  clock: ClockProfile.default({ driver: 'system' }),
  /** How long people may do nothing at this machine, where that is not as kiosk.yaml has it. */
  idle: Idle.partial().default({}),
  /** Shown on every screen where the devices are training peers; absent on a real kiosk. */
  demonstration: LocalizedText.optional(),
});
export type Profile = z.infer<typeof Profile>;

/** The kiosk as it is at this machine. */
export function kioskAt(kiosk: Kiosk, { idle, devices: { camera } }: Profile): Kiosk {
  const { actions = kiosk.face.actions, challenges = kiosk.face.challenges } = camera?.liveness ?? {};
  return { ...kiosk, idle: Idle.parse({ ...kiosk.idle, ...idle }), face: { ...kiosk.face, actions, challenges } };
}
