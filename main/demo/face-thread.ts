/**
 * The demo hall's own face engine: the kiosk's models on WebAssembly under Node, in a thread of its own. Takes two JPEGs at a
 * time, answers their similarity, keeps neither. The reference's descriptor is kept for as long as the thread lives: the hall has
 * that photograph on record anyhow.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { similarity } from '../../devices/camera/index.ts';
import type * as HumanPackage from '@vladmandic/human';
import type { FaceDescriptor } from '../contract/index.ts';
import { decodeJpeg } from '../../devices/simulators/camera/index.ts';
import { modelInput, modelInputShape, unitLength } from '../../renderer/face/arithmetic/descriptor.ts';
import { meshPoints, type Point } from '../../renderer/face/arithmetic/geometry.ts';

export interface FaceThreadFiles {
  /** The descriptor model. */
  readonly describer: string;
}
export interface FacePair {
  readonly id: number;
  readonly frame: Uint8Array;
  readonly reference: Uint8Array;
}
/** `similarity` is null where one of the two shows no face; `failed`: the engine cannot run here. */
export type FacePairAnswer = { readonly id: number; readonly similarity: number | null } | { readonly id: number; readonly failed: string };

type Describe = (jpeg: Uint8Array) => Promise<FaceDescriptor | null>;

const packages = new URL('../../node_modules/', import.meta.url);
/** Detector and mesh, as the kiosk has them. */
export const humanPackage = new URL('@vladmandic/human/', packages);

/** The library asks for its files by web addresses; these are answered from the packages, and nothing goes out. */
const addressOf = (path: string): string => `http://packages.invalid${new URL(path, packages).pathname}`;
const readPackaged = async (address: string): Promise<Response> =>
  new Response(await readFile(new URL(address).pathname), { headers: { 'content-type': address.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' } });

/**
 * Its Node build wants a native TensorFlow. The browser's build runs here as well, if it may take this thread for a browser's
 * worker while `load` loads; whatever is loaded afterwards is to see again that this is Node.
 */
async function asBrowserWorker<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const { process: node, fetch } = globalThis;
  const pretended = { WorkerGlobalScope: EventTarget, self: globalThis, location: { href: addressOf('') } };
  Object.assign(globalThis, pretended, { process: undefined, fetch: readPackaged });
  try {
    return await load();
  } finally {
    Object.assign(globalThis, { process: node, fetch });
    for (const name of Object.keys(pretended)) Reflect.deleteProperty(globalThis, name);
  }
}

async function loadHuman() {
  const { Human } = await import(new URL('dist/human.esm.js', humanPackage).href) as typeof HumanPackage;
  const off = { enabled: false };
  const human = new Human({
    backend: 'wasm', wasmPath: addressOf('@tensorflow/tfjs-backend-wasm/dist/'), modelBasePath: addressOf('@vladmandic/human/models/'),
    debug: false, async: false, warmup: 'none', cacheSensitivity: 0,
    filter: off, gesture: off, body: off, hand: off, object: off, segmentation: off,
    face: {
      enabled: true,
      detector: { modelPath: 'blazeface.json', rotation: true, maxDetected: 1, minConfidence: 0.5, return: false, mask: false, skipFrames: 0, skipTime: 0 },
      mesh: { enabled: true, modelPath: 'facemesh.json' },
      attention: off, iris: off, emotion: off, description: off, antispoof: off, liveness: off,
    },
  });
  human.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await human.load();
  await human.init();
  return human;
}

async function openEngine({ describer }: FaceThreadFiles): Promise<Describe> {
  const human = await asBrowserWorker(loadHuman);
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web/wasm');
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(await readFile(describer), { executionProviders: ['wasm'] });

  return async (jpeg) => {
    const { width, height, pixels } = decodeJpeg(jpeg);
    const rgb = new Float32Array(width * height * 3);
    for (let pixel = 0; pixel < width * height; pixel += 1) for (let channel = 0; channel < 3; channel += 1) rgb[pixel * 3 + channel] = pixels[pixel * 4 + channel] ?? 0;
    const picture = human.tf.tensor4d(rgb, [1, height, width, 3]);
    const { face: [face] } = await human.detect(picture).finally(() => picture.dispose());
    if (!face || face.mesh.length < meshPoints) return null;
    const mesh = face.mesh.map(([x, y]): Point => [x, y]);
    const input = new Tensor('float32', modelInput({ data: new Uint8ClampedArray(pixels), width, height }, mesh), modelInputShape);
    const outputs = await session.run({ [session.inputNames[0] ?? 'input']: input });
    const output = outputs[session.outputNames[0] ?? ''];
    return output ? unitLength(output.data as Float32Array) : null;
  };
}

/** Keeps what was made of the last few. */
function remembering(describe: Describe, most: number): Describe {
  const made = new Map<string, FaceDescriptor | null>();
  return async (jpeg) => {
    const key = createHash('sha256').update(jpeg).digest('hex');
    const known = made.get(key);
    if (known !== undefined) return known;
    const descriptor = await describe(jpeg);
    for (const oldest of [...made.keys()].slice(0, Math.max(0, made.size + 1 - most))) made.delete(oldest);
    made.set(key, descriptor);
    return descriptor;
  };
}

const references = 20;

function serve(port: NonNullable<typeof parentPort>): void {
  const engine = openEngine(workerData as FaceThreadFiles);
  const opened = engine.then((describe) => ({ describe, recall: remembering(describe, references) }));
  // Told with each answer; nobody may have asked yet.
  opened.catch(() => undefined);
  const compare = async ({ frame, reference }: FacePair): Promise<number | null> => {
    const { describe, recall } = await opened;
    const [one, other] = [await describe(frame), await recall(reference)];
    return one && other ? similarity(one, other) : null;
  };
  let last: Promise<unknown> = Promise.resolve();
  port.on('message', (pair: FacePair) => {
    last = last.then(() => compare(pair)).then(
      (alike) => port.postMessage({ id: pair.id, similarity: alike } satisfies FacePairAnswer),
      (problem: unknown) => port.postMessage({ id: pair.id, failed: problem instanceof Error ? problem.message : String(problem) } satisfies FacePairAnswer),
    );
  });
}

if (parentPort) serve(parentPort);
