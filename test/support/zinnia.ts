/** The engine that reads handwriting, as Debian installs it; tests that need it say so where it is not there. */
import { existsSync } from 'node:fs';
import { HandwritingProfile } from '../../kiosk-config/schema/profile.ts';

const { engine } = HandwritingProfile.parse({ engine: { driver: 'program', program: 'zinnia' } });
const model = `${engine.models}/handwriting-zh_CN.model`;

export const zinniaModels = { 'zh-CN': model } as const;
export const zinniaAtHand = existsSync('/usr/bin/zinnia') && existsSync(model);
