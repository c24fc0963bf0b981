/** A demo for a test or a bench: the far ends of all wires, and what is said to its dock. */
import { askDock, type DockState } from '../../devices/simulators/dock/index.ts';
import { startProgram, type Program } from '../../main/launch/programs.ts';

/** The second virtual reader, so that a demonstration may go on with the first; or the first where the second is in use. */
const slots = ['1', '0'] as const;

/** Milliseconds a character: nobody has to listen to the end. */
const quickVoiceMs = '2';

/** `profile`: which of `kiosk-config/profiles`, such as `demo-portrait`. */
export function startDemo(state: string, profile: string): Promise<Program> {
  const [usual, other] = slots;
  const onSlot = (slot: string): Promise<Program> =>
    startProgram('main/demo/demo.ts', ['--state', state, '--slot', slot, '--template', `kiosk-config/profiles/${profile}.yaml`, '--voice-pace', quickVoiceMs]);
  return onSlot(usual).catch(() => onSlot(other));
}

/** Rejects with the dock's own sentence where it refuses; the state only where the command asks for it. */
export async function tellDock(state: string, command: string): Promise<DockState | null> {
  const answer = await askDock(state, command);
  if (!answer.ok) throw new Error(answer.problem.en);
  return answer.state ?? null;
}
