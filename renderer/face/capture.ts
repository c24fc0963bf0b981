/** The camera's picture as a live stream: opened, watched for the ways in which it dies, and let go. */
import type { CameraChoice, CameraReason } from '../../main/contract/index.ts';
import { isNamed, lookForCamera } from './sighting.ts';

export interface Capture {
  readonly label: string;
  readonly stream: MediaStream;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The next picture; rejects when the camera has gone. The caller closes it. */
  grab(): Promise<ImageBitmap>;
  /** How many pictures the camera has delivered so far. */
  readonly deliveredFrames: number;
  readonly alive: boolean;
  close(): void;
}

export type CaptureAnswer = { readonly ok: true; readonly capture: Capture } | { readonly ok: false; readonly reason: CameraReason };

const reasons: Readonly<Record<string, CameraReason>> = {
  NotFoundError: 'noCamera',
  OverconstrainedError: 'noCamera',
  NotAllowedError: 'permissionDenied',
  SecurityError: 'permissionDenied',
  NotReadableError: 'cameraBusy',
  AbortError: 'cameraBusy',
};

type Opening = { readonly ok: true; readonly stream: MediaStream } | { readonly ok: false; readonly reason: CameraReason };

async function openStream({ widthPx, heightPx }: CameraChoice, which: MediaTrackConstraints): Promise<Opening> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: widthPx }, height: { ideal: heightPx }, ...which } });
    return { ok: true, stream };
  } catch (error) {
    return { ok: false, reason: reasons[error instanceof Error ? error.name : ''] ?? 'noCamera' };
  }
}

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

const exactly = (deviceId: string): MediaTrackConstraints => ({ deviceId: { exact: deviceId } });

/** Where names are hidden until a camera was opened, any is opened first, and the chosen one in its place where it is another. */
async function openChosen(choice: CameraChoice): Promise<Opening> {
  const { named } = choice;
  const sighting = await lookForCamera(choice);
  if (sighting.state === 'absent') return { ok: false, reason: 'noCamera' };
  if (sighting.state === 'there' && sighting.deviceId !== null) return openStream(choice, exactly(sighting.deviceId));
  const first = await openStream(choice, { facingMode: 'user' });
  if (!first.ok || named === null || first.stream.getVideoTracks().some(({ label }) => isNamed(label, named))) return first;
  stop(first.stream);
  const now = await lookForCamera(choice);
  return now.state === 'there' && now.deviceId !== null ? openStream(choice, exactly(now.deviceId)) : { ok: false, reason: 'noCamera' };
}

/** Opens the chosen camera, without sound. */
export async function openCapture(choice: CameraChoice): Promise<CaptureAnswer> {
  const opening = await openChosen(choice);
  if (!opening.ok) return opening;
  const { stream } = opening;
  const [track] = stream.getVideoTracks();
  if (!track) return { ok: false, reason: 'noCamera' };
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    track.stop();
    return { ok: false, reason: 'cameraVanished' };
  }
  return {
    ok: true,
    capture: {
      label: track.label.slice(0, 200),
      stream,
      widthPx: video.videoWidth,
      heightPx: video.videoHeight,
      grab: () => createImageBitmap(video),
      get deliveredFrames() {
        return video.getVideoPlaybackQuality().totalVideoFrames;
      },
      get alive() {
        return track.readyState === 'live' && !track.muted;
      },
      close() {
        track.stop();
        video.srcObject = null;
      },
    },
  };
}
