/**
 * The face engine: pictures in, measurements out. Detector and mesh are those of @vladmandic/human (BlazeFace, FaceMesh)
 * on WebAssembly; the descriptor is an ArcFace-like ONNX model. It runs in a worker, offline, and keeps no picture.
 */
import { Human, type Config, type FaceResult } from '@vladmandic/human';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import type { CameraChoice, FaceMeasurement, PassiveScores } from '../../main/contract/index.ts';
import { engineName, modelInput, modelInputShape, unitLength } from './arithmetic/descriptor.ts';
import { measureMesh, meshPoints, type Point } from './arithmetic/geometry.ts';
import type { PictureMeasurement } from './measurement.ts';
import { meanLight, type Picture } from './arithmetic/pixels.ts';

export interface FaceEngine {
  /** Name and version, for the record of a verification. */
  readonly name: string;
  /** `describe`: also the descriptor of the largest face, where it looks ahead enough for one, and its passive scores, where those are on. */
  measure(picture: Picture, describe: 'describe' | 'measure-only'): Promise<PictureMeasurement>;
}

/** Beyond this a face is too much in profile for a descriptor that means anything, in radians. */
const describableYaw = 0.8;
/** Fewer pixels between the eyes give a descriptor of blur. */
const describableEyeDistancePx = 24;

type Switch = CameraChoice['passiveScores'];

/** Each costs as much as a part of the mesh does: they run on frames that are described, and are not even loaded where nobody reads them. */
const passiveModels = (passiveScores: Switch) => ({
  antispoof: { enabled: passiveScores === 'on', modelPath: 'antispoof.json', skipFrames: 0, skipTime: 0 },
  liveness: { enabled: passiveScores === 'on', modelPath: 'liveness.json', skipFrames: 0, skipTime: 0 },
});

const configuration = (assets: string, passiveScores: Switch): Partial<Config> => ({
  backend: 'wasm',
  wasmPath: `${assets}wasm/`,
  modelBasePath: `${assets}models/`,
  debug: false,
  async: false,
  warmup: 'none',
  cacheSensitivity: 0,
  filter: { enabled: false },
  gesture: { enabled: false },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
  face: {
    enabled: true,
    detector: { modelPath: 'blazeface.json', rotation: true, maxDetected: 4, minConfidence: 0.5, return: false, mask: false, skipFrames: 0, skipTime: 0 },
    mesh: { enabled: true, modelPath: 'facemesh.json' },
    attention: { enabled: false },
    iris: { enabled: false },
    emotion: { enabled: false },
    description: { enabled: false },
    ...passiveModels(passiveScores),
  },
} as Partial<Config>);

const clamped = (score: number): number => Math.min(1, Math.max(0, score));

/** Null where the models did not run. */
const passiveScoresOf = ({ real, live }: FaceResult): PassiveScores | null =>
  real === undefined || live === undefined ? null : { antispoof: clamped(real), liveness: clamped(live) };

/** Loads everything from below `assets` (absolute address, ending in a slash). Rejects where a file is missing or WebAssembly is refused. */
export async function loadFaceEngine(assets: string, passiveScores: Switch): Promise<FaceEngine> {
  const human = new Human(configuration(assets, passiveScores));
  // Threads need cross-origin isolation, and Vite's minifier breaks the threaded build.
  human.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await human.load();
  await human.init();
  if (human.tf.getBackend() !== 'wasm') throw new Error('no WebAssembly backend');

  // Its WebAssembly is found beside the worker, where the build put it.
  env.wasm.numThreads = 1;
  const describer = await InferenceSession.create(`${assets}models/fr_feature.onnx`, { executionProviders: ['wasm'] });

  const describe = async (picture: Picture, mesh: readonly Point[]): Promise<number[]> => {
    const input = new Tensor('float32', modelInput(picture, mesh), modelInputShape);
    const outputs = await describer.run({ [describer.inputNames[0] ?? 'input']: input });
    const output = outputs[describer.outputNames[0] ?? ''];
    if (!output) throw new Error('the descriptor model gave nothing');
    return unitLength(output.data as Float32Array);
  };

  return {
    name: engineName(human.version),
    async measure(picture, wanted) {
      const began = performance.now();
      const image = new ImageData(picture.data as Uint8ClampedArray<ArrayBuffer>, picture.width, picture.height);
      const result = await human.detect(image, { face: passiveModels(wanted === 'describe' ? passiveScores : 'off') });
      const faces = result.face.filter((face) => face.mesh.length >= meshPoints);
      const largest = faces.toSorted((one, other) => other.box[2] * other.box[3] - one.box[2] * one.box[3])[0];
      let measured: FaceMeasurement | null = null;
      if (largest) {
        const mesh = largest.mesh.map(([x, y]): Point => [x, y]);
        const geometry = measureMesh(mesh);
        const describable = Math.abs(geometry.yaw) < describableYaw && geometry.eyeDistancePx >= describableEyeDistancePx;
        const [x, y, width, height] = largest.box;
        measured = {
          box: { x, y, width, height },
          ...geometry,
          passive: passiveScoresOf(largest),
          descriptor: wanted === 'describe' && describable ? await describe(picture, mesh) : null,
        };
      }
      return {
        widthPx: picture.width,
        heightPx: picture.height,
        light: meanLight(picture),
        faces: faces.length,
        face: measured,
        engineMs: performance.now() - began,
      };
    },
  };
}
