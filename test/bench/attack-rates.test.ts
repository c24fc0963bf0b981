import { describe, expect, it } from 'vitest';
import { kiosk } from '../support/visitor.ts';
import { frameAt } from '../support/scripted-camera-page.ts';
import type { FaceMeasurement } from '../../main/contract/index.ts';
import { drawnChallenges, isSameChallenge, passesChallenge, passesPassive, shareOf, tellSeparation, type Footage } from './attack-rates.ts';

const pictureMs = 100;
const footage = (...parts: readonly (readonly [times: number, change: Partial<FaceMeasurement>])[]): Footage =>
  parts.flatMap(([times, change]) => Array.from({ length: times }, () => frameAt(0, change)));
const scored = (antispoof: number, liveness = 0.9): Footage => footage([5, { passive: { antispoof, liveness } }]);

describe('footage before the kiosk', () => {
  const acting = footage([25, {}], [8, { mouthOpenness: 0.5 }], [25, {}], [8, { yaw: 0.6 }]);

  it('passes a challenge of what it shows, and no other', () => {
    expect(passesChallenge(acting, pictureMs, ['open-mouth', 'turn-left'], kiosk.face)).toBe(true);
    expect(passesChallenge(acting, pictureMs, ['open-mouth', 'turn-right'], kiosk.face)).toBe(false);
    expect(passesChallenge(footage([25, {}]), pictureMs, ['open-mouth'], kiosk.face)).toBe(false);
  });

  it('passes the passive models at the profile’s usual limits, and not where they said nothing', () => {
    expect([0.5, 0.49].map((score) => passesPassive(scored(score)))).toEqual([true, false]);
    expect(passesPassive(footage([5, {}]))).toBe(false);
  });
});

it('every challenge that may be drawn is attacked: the proof is always among its actions', () => {
  const drawn = drawnChallenges({ actions: ['turn-left', 'turn-right', 'open-mouth'], challenges: 2 });
  expect(drawn.map((challenge) => challenge.join('+')).sort()).toEqual(['open-mouth+turn-left', 'open-mouth+turn-right', 'turn-left+open-mouth', 'turn-right+open-mouth']);
  expect(isSameChallenge(['turn-left', 'open-mouth'], ['open-mouth', 'turn-left'])).toBe(true);
  expect(isSameChallenge(['turn-left', 'open-mouth'], ['open-mouth', 'turn-right'])).toBe(false);
});

it('a share is told with what it is of', () => {
  expect(shareOf([true, false, false, false])).toBe('25.0 % (1 of 4)');
  expect(shareOf([])).toBe('-');
});

describe('how well the models part people from attacks', () => {
  it('is enough where a threshold parts them', () => {
    expect(tellSeparation([scored(0.9, 0.9)], [scored(0.1, 0.1)]).join('\n')).toMatch(/antispoof 0\.0 %, liveness 0\.0 %\.\nBoth part people/);
  });

  it('is not where one of the two errs, and that one is named', () => {
    expect(tellSeparation([scored(0.9, 0.1), scored(0.9, 0.9)], [scored(0.1, 0.1), scored(0.1, 0.9)]).join('\n')).toMatch(/Not trusted to refuse anybody, wrong more often than 5\.0 %: liveness\./);
  });
});
