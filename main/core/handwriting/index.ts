/** The door of handwriting in the core: opens what the machine profile names, and the desk that decides what it looks at. */
import { join } from 'node:path';
import type { Clock } from '../../../devices/clock.ts';
import type { DeviceLog } from '../../../devices/device-log.ts';
import { createProgramHandwriting, type HandwritingEngine } from '../../../devices/handwriting/index.ts';
import type { Profile } from '../../../kiosk-config/schema/profile.ts';
import type { Screen } from '../../contract/index.ts';
import type { HandwritingLink } from '../bridge/index.ts';
import { openHandwritingDesk } from './handwriting-desk.ts';

export interface HandwritingOptions {
  readonly profile: Profile['handwriting'];
  /** The engine's model of each language, by file name; a language that is not written by hand is not in it. */
  readonly models: Readonly<Record<string, string>>;
  readonly link: HandwritingLink;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

export interface Handwriting {
  /** The screen that is shown now. */
  shown(screen: Screen): void;
  /** The visit is over: nothing of it is looked at any more. */
  wiped(): void;
  close(): Promise<void>;
}

export function openHandwriting({ profile, models, link, clock, log }: HandwritingOptions): Handwriting {
  const engine = profile ? openEngine(profile.engine, { models, clock, log }) : null;
  const desk = openHandwritingDesk({ engine, link });
  return {
    shown: desk.shown,
    wiped: desk.wiped,
    async close() {
      desk.close();
      await engine?.close();
    },
  };
}

type Engine = NonNullable<Profile['handwriting']>['engine'];

function openEngine(engine: Engine, { models, clock, log }: Pick<HandwritingOptions, 'models' | 'clock' | 'log'>): HandwritingEngine {
  switch (engine.driver) {
    case 'program': {
      const files = Object.fromEntries(Object.entries(models).map(([language, file]) => [language, join(engine.models, file)]));
      return createProgramHandwriting({ name: 'handwriting', program: engine.program, arguments: engine.arguments, models: files, clock, log });
    }
    default:
      return engine.driver satisfies never;
  }
}
