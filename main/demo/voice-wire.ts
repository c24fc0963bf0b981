/** The far end of the kiosk's voice and of its headset jack: a person who hears what is said, and a plug to put in. */
import { join } from 'node:path';
import { findProgram } from '../../devices/program.ts';
import { done, type Answer, type DockState } from '../../devices/simulators/dock/index.ts';
import { createJack, listenToVoices, voiceProgram } from '../../devices/simulators/voice/index.ts';
import type { Profile } from '../../kiosk-config/schema/profile.ts';

type VoiceProfile = NonNullable<Profile['voice']>;

export interface VoiceWire {
  /** As the profile names it. */
  readonly profile: VoiceProfile;
  state(): DockState['voice'];
  plugIn(): Promise<Answer>;
  pullOut(): Promise<Answer>;
  close(): Promise<void>;
}

export interface VoiceWireOptions {
  /** Folder for the sockets of the wires. */
  readonly directory: string;
  /** Milliseconds a character takes; null: as long as people take, and with sound where this machine can. */
  readonly paceMs: number | null;
}

/** A machine with espeak-ng lets the demonstration be heard as well as read. */
const soundingProgram = 'espeak-ng';

/** Rejects where the socket or the file cannot be made. */
export async function openVoiceWire({ directory, paceMs }: VoiceWireOptions): Promise<VoiceWire> {
  const listener = await listenToVoices(join(directory, 'voice'));
  const jack = await createJack(join(directory, 'headset'));
  const sound = paceMs === null && (await findProgram(soundingProgram)) !== null ? soundingProgram : null;
  return {
    profile: {
      engine: { driver: 'program', ...voiceProgram({ captions: listener.path, paceMs, sound }) },
      headset: { driver: 'alsa-jack', program: jack.program, arguments: [...jack.arguments] },
    },
    state: () => ({ headset: jack.isInserted() ? 'in' : 'out', captions: listener.captions() }),
    async plugIn() {
      await jack.insert();
      return done('耳机已插入。', 'The headset is plugged in.');
    },
    async pullOut() {
      await jack.remove();
      return done('耳机已拔出。', 'The headset is pulled out.');
    },
    close: () => listener.close(),
  };
}
