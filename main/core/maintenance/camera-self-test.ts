/** The camera's part of the guided self-test: is it there, what does it deliver, does the engine find the face before it. */
import type { Camera, SeenFrame } from '../../../devices/camera/index.ts';

/** What was seen in a while of observing. */
export interface CameraSight {
  readonly frames: number;
  readonly framesWithFace: number;
  /** Median time that the engine spent on a frame, in milliseconds; null without one. */
  readonly engineMs: number | null;
  /** Why observing ended before its time; null where it did not. */
  readonly brokeOff: string | null;
}

/** Observes for so long. The camera must be open. */
export async function observeFor(camera: Camera, deadlineMs: number, signal: AbortSignal): Promise<CameraSight> {
  const frames: SeenFrame[] = [];
  const ended = await camera.execute('observe', null, { deadlineMs, signal, onEvent: (frame) => void frames.push(frame) }).completion;
  const times = frames.map(({ engineMs }) => engineMs).sort((one, other) => one - other);
  const expected = ended.code === 'timeOut' || ended.code === 'canceled' || ended.code === 'success';
  return {
    frames: frames.length,
    framesWithFace: frames.filter(({ face }) => face !== null).length,
    engineMs: times[Math.floor(times.length / 2)] ?? null,
    brokeOff: expected ? null : `${ended.code}: ${ended.reason ?? 'no reason'}`,
  };
}
