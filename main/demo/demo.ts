/**
 * The demo as a program beside the core: `node main/demo/demo.ts --state .tongban`. Prints one JSON line when it is
 * ready, and another whenever the camera to use changes; ends, letting go of everything, at SIGINT or SIGTERM.
 */
import { readDemoOptions, startDemo, type Demo } from './index.ts';

const say = (value: unknown): void => console.log(JSON.stringify(value));

/** What the launcher needs in order to open the kiosk's window. */
const cameraOf = (demo: Demo): { readonly camera: 'file' | 'webcam'; readonly browserSwitches: readonly string[] } =>
  ({ camera: demo.state().camera.source, browserSwitches: demo.browserSwitches() });

async function main(): Promise<void> {
  const options = readDemoOptions(process.argv.slice(2));
  const demo = await startDemo(options);
  let camera = cameraOf(demo);
  const tellCamera = (): void => {
    const now = cameraOf(demo);
    if (now.camera !== camera.camera) say(now);
    camera = now;
  };
  demo.onChange(tellCamera);

  let ending = false;
  const end = (): void => {
    // A second word must not cut short what the first has begun to let go of.
    if (ending) return;
    ending = true;
    void demo.close().finally(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // Whoever started this demo has died.
  process.once('disconnect', end);

  if (options.resetHall) console.error('The demo hall was started afresh; what the kiosk keeps itself (its journal) was not touched.');
  say({ ready: true, profile: demo.profilePath, dock: demo.dockUrl, cameraFile: demo.cameraFile, ...camera });
}

main().catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : String(problem));
  process.exit(1);
});
