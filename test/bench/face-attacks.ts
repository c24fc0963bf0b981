/**
 * Presentation attacks on the face engine, species by species (ISO/IEC 30107-3): how often each is taken for a living person by
 * the action challenge and by the passive models (APCER), and how often people are not (BPCER).
 */
import { heldFrames, heldUp, replayed } from '../../devices/simulators/camera/attacks.ts';
import { acting, framesPerSecond, heldPhotograph, type Hold } from '../../devices/simulators/camera/feeds.ts';
import { readJpeg, toJpeg } from '../../devices/simulators/camera/picture.ts';
import { portraitNames, type PortraitName } from '../../devices/simulators/camera/portraits.ts';
import { media } from '../../devices/simulators/camera/rephotograph.ts';
import type { ChallengeAction } from '../../main/contract/index.ts';
import type { PictureMeasurement } from '../../renderer/face/measurement.ts';
import { drawnChallenges, isSameChallenge, passesChallenge, passesPassive, passiveLimits, shareOf, tellSeparation, type Challenge, type FaceLimits, type Footage } from './attack-rates.ts';
import type { FaceHarness } from './face-harness.ts';
import { tellProgress } from './progress.ts';

/** One attempt by that footage, under each of these challenges. */
interface Presentation {
  readonly footage: Footage;
  readonly challenges: readonly Challenge[];
}

interface Species {
  readonly name: string;
  readonly presentations: readonly Presentation[];
}

/** Time between two pictures. */
const pictureMs = (heldFrames * 1000) / framesPerSecond;
/** Of whom films are made: each is some hundred pictures. */
const filmed: readonly PortraitName[] = portraitNames.slice(0, 2);

/** A picture that is shown several times is measured once. */
async function measureAll({ measure }: FaceHarness, holds: readonly Hold[]): Promise<Footage> {
  const measured = new Map<Hold, PictureMeasurement>();
  for (const hold of holds) if (!measured.has(hold)) measured.set(hold, await measure(toJpeg(hold.picture())));
  return holds.flatMap((hold) => {
    const one = measured.get(hold);
    return one ? Array.from<PictureMeasurement>({ length: Math.max(1, Math.round(hold.frames / heldFrames)) }).fill(one) : [];
  });
}

/** Photographs of people, one a person: how the species of still pictures are made, and whom the passive models should let through. */
export interface Photographed {
  readonly person: string;
  readonly file: string;
}

async function stillSpecies(harness: FaceHarness, photographs: readonly Photographed[], challenges: readonly Challenge[]): Promise<Species[]> {
  const drawn: Presentation[] = [];
  for (const name of portraitNames) {
    tellProgress(`holding up the portrait ${name}`);
    drawn.push({ footage: await measureAll(harness, heldPhotograph(name)), challenges });
  }
  const species: Species[] = [{ name: 'portrait filling the picture, moved', presentations: drawn }];
  for (const medium of media) {
    const presentations: Presentation[] = [];
    for (const { person, file } of photographs) {
      tellProgress(`holding up ${person} on ${medium}`);
      presentations.push({ footage: await measureAll(harness, heldUp(readJpeg(file), medium)), challenges });
    }
    if (presentations.length > 0) species.push({ name: `photograph on ${medium} in a hand`, presentations });
  }
  return species;
}

/** A film of the person who was asked for something else once, and of the very same; films of each challenge are cut from films of its actions. */
async function filmSpecies(harness: FaceHarness, actions: Challenge, challenges: readonly Challenge[]): Promise<Species[]> {
  const other: Presentation[] = [];
  const same: Presentation[] = [];
  for (const name of filmed) {
    const films = new Map<ChallengeAction, Footage>();
    for (const action of actions) {
      tellProgress(`filming ${name}: ${action}`);
      films.set(action, await measureAll(harness, replayed(name, [action])));
    }
    for (const shown of challenges) {
      const footage = shown.flatMap((action) => films.get(action) ?? []);
      other.push({ footage, challenges: challenges.filter((asked) => !isSameChallenge(asked, shown)) });
      same.push({ footage, challenges: challenges.filter((asked) => isSameChallenge(asked, shown)) });
    }
  }
  return [
    { name: 'film of another challenge, on a screen', presentations: other },
    { name: 'film of the same actions, on a screen', presentations: same },
  ];
}

async function people(harness: FaceHarness, actions: Challenge, challenges: readonly Challenge[]): Promise<Species> {
  const presentations: Presentation[] = [];
  for (const name of portraitNames) {
    tellProgress(`watching ${name} act`);
    presentations.push({ footage: await measureAll(harness, acting(name, actions)), challenges });
  }
  return { name: 'portrait made to move, no attack', presentations };
}

interface Verdicts {
  readonly name: string;
  readonly challenge: readonly boolean[];
  readonly passive: readonly boolean[];
}

const judged = ({ name, presentations }: Species, limits: FaceLimits): Verdicts => ({
  name,
  challenge: presentations.flatMap(({ footage, challenges }) => challenges.map((challenge) => passesChallenge(footage, pictureMs, challenge, limits))),
  passive: presentations.map(({ footage }) => passesPassive(footage)),
});

const refused = (passed: readonly boolean[]): boolean[] => passed.map((one) => !one);

function tellTable(title: string, rows: readonly Verdicts[]): string[] {
  const lines = [['', 'challenge', 'passive models'], ...rows.map(({ name, challenge, passive }) => [`  ${name}`, shareOf(challenge), shareOf(passive)])];
  return [title, ...lines.map(([name = '', challenge = '', passive = '']) => `${name.padEnd(44)}${challenge.padStart(20)}${passive.padStart(22)}`.trimEnd())];
}

/** Measures and tells. `photographs`: one a person; `genuine`: what the engine saw of people's photographs that nobody held up. */
export async function tellAttacks(harness: FaceHarness, limits: FaceLimits, photographs: readonly Photographed[], genuine: readonly PictureMeasurement[]): Promise<string> {
  const challenges = drawnChallenges(limits);
  const attacks = [
    ...await stillSpecies(harness, photographs, challenges),
    ...await filmSpecies(harness, limits.actions, challenges),
  ];
  const moving = await people(harness, limits.actions, challenges);
  const verdicts = judged(moving, limits);
  const press: Verdicts[] = genuine.length > 0 ? [{ name: 'press photograph as it is, no attack', challenge: [], passive: genuine.map((one) => !passesPassive([one])) }] : [];
  const footagesOf = (species: readonly Species[]): Footage[] => [...new Set(species.flatMap(({ presentations }) => presentations.map(({ footage }) => footage)))];
  return [
    `${challenges.length} challenges of ${limits.challenges} actions may be drawn; passive models at ${passiveLimits.antispoofFrom} (antispoof) and ${passiveLimits.livenessFrom} (liveness).`,
    '',
    ...tellTable('APCER: attacks taken for a living person', attacks.map((species) => judged(species, limits))),
    '',
    ...tellTable('BPCER: people taken for an attack', [{ name: verdicts.name, challenge: refused(verdicts.challenge), passive: refused(verdicts.passive) }, ...press]),
    '',
    ...tellSeparation([...footagesOf([moving]), ...genuine.map((one) => [one])], footagesOf(attacks)),
    'Against a film that happens to show what is asked for the challenge is no defence: somebody in the hall must see that a screen is held up.',
    ...(photographs.length === 0 ? ['No photographs of people on paper and on screens: there is no folder of faces.'] : []),
  ].join('\n');
}
