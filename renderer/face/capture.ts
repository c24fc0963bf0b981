/** The camera's picture as a live stream: opened, watched for the ways in which it dies, and let go. */
import type { CameraReason } from '../../main/contract/index.ts';

export const captureSize = { width: 640, height: 480 } as const;

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

/** Opens the machine's camera, without sound. */
export async function openCapture(): Promise<CaptureAnswer> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: captureSize.width, height: captureSize.height, facingMode: 'user' } });
  } catch (error) {
    return { ok: false, reason: reasons[error instanceof Error ? error.name : ''] ?? 'noCamera' };
  }
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
