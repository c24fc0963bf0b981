/**
 * Makes camera feeds in a thread of its own: a living face takes seconds of computing, and the other wires must go on
 * answering meanwhile. First tells the file that the browser plays; then answers each request, one at a time.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createCameraFeed, type CameraFeed, type CameraFeedOptions, type PortraitName } from '../../devices/simulators/camera/index.ts';

export type FeedRequest =
  | { readonly kind: 'show'; readonly feed: string }
  | { readonly kind: 'frame'; readonly feed: string }
  | { readonly kind: 'portrait'; readonly portrait: PortraitName };

/** `show`: whether there is such a feed. The others: a JPEG, or null. */
export type FeedReply = boolean | Uint8Array | null;

function answer(camera: CameraFeed, request: FeedRequest): Promise<FeedReply> {
  switch (request.kind) {
    case 'show': return camera.show(request.feed);
    case 'frame': return camera.frame(request.feed);
    case 'portrait': return camera.portrait(request.portrait);
    default: return request satisfies never;
  }
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const camera = await createCameraFeed(workerData as CameraFeedOptions);
  port.on('message', async (request: FeedRequest) => {
    // A feed that cannot be made (no photographs, no room on the disk) is a feed that is not there.
    port.postMessage(await answer(camera, request).catch(() => null));
  });
  port.postMessage(camera.file);
}

if (parentPort) await serve(parentPort);
