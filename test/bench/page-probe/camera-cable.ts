/** Runs in the kiosk's page before anything else: a cable between the browser's camera and the page, which can be pulled. */
import type { CameraCable } from '../devices/camera-cable.ts';

{
  const { mediaDevices } = navigator;
  const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  let plugged = true;

  Object.assign(mediaDevices, {
    enumerateDevices: async () => (plugged ? enumerateDevices() : []),
    getUserMedia: async (constraints?: MediaStreamConstraints) => {
      if (plugged) return getUserMedia(constraints);
      throw new DOMException('the camera is unplugged', 'NotFoundError');
    },
  });

  // As some cameras do: nothing is said of it, whoever wants to know has to look.
  const cameraCable: CameraCable = { pull: () => { plugged = false; }, plug: () => { plugged = true; } };
  Object.assign(window, { cameraCable });
}
