/** What may be before the simulated camera, by name: a person in some condition, an attack, or something wrong with the camera. */
import { heldUp, replayed } from './attacks.ts';
import { acting, heldPhotograph, livingFace, sceneOf, still, type Hold } from './feeds.ts';
import { portraitPicture, type PortraitName } from './portraits.ts';

/** A scene in which the person makes no difference. */
const scene = (name: string) => (): Hold[] => sceneOf(name) ?? [];

const conditions = {
  facing: (name: PortraitName) => still(() => portraitPicture(name)),
  living: livingFace,
  turn: (name: PortraitName) => acting(name, ['turn-left', 'turn-right']),
  mouth: (name: PortraitName) => acting(name, ['open-mouth']),
  // Drawn lids: the kiosk's own mesh sees them sink to between 65 % and 87 % of the open eye, which it does not take for a blink.
  blink: (name: PortraitName) => acting(name, ['blink']),
  photo: heldPhotograph,
  paper: (name: PortraitName) => heldUp(portraitPicture(name), 'paper'),
  screen: (name: PortraitName) => heldUp(portraitPicture(name), 'screen'),
  film: (name: PortraitName) => replayed(name, ['turn-left', 'turn-right', 'open-mouth']),
  nobody: scene('empty'),
  'two-people': scene('two-people'),
  dark: scene('dark'),
  black: scene('black'),
  frozen: scene('frozen'),
} as const satisfies Readonly<Record<string, (name: PortraitName) => Hold[]>>;

export type CameraCondition = keyof typeof conditions;
export const cameraConditions = Object.keys(conditions) as readonly CameraCondition[];

/** One loop of it. Making its pictures takes some seconds where somebody moves. */
export const inCondition = (condition: CameraCondition, name: PortraitName): Hold[] => conditions[condition](name);
