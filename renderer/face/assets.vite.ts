/** Puts models and WebAssembly beside the page, under `face/`: the page loads nothing from anywhere else. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const repository = new URL('../../', import.meta.url);
const human = 'node_modules/@vladmandic/human/models/';
const tensorflow = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/';

/** Path below `face/` → file in the repository. */
const assets: Readonly<Record<string, string>> = {
  'models/blazeface.json': `${human}blazeface.json`,
  'models/blazeface.bin': `${human}blazeface.bin`,
  'models/facemesh.json': `${human}facemesh.json`,
  'models/facemesh.bin': `${human}facemesh.bin`,
  'models/antispoof.json': `${human}antispoof.json`,
  'models/antispoof.bin': `${human}antispoof.bin`,
  'models/liveness.json': `${human}liveness.json`,
  'models/liveness.bin': `${human}liveness.bin`,
  // Fetched at set-up; without it the engine does not load and the kiosk closes face verification.
  'models/fr_feature.onnx': '.tongban/models/fr_feature.onnx',
  'wasm/tfjs-backend-wasm.wasm': `${tensorflow}tfjs-backend-wasm.wasm`,
  'wasm/tfjs-backend-wasm-simd.wasm': `${tensorflow}tfjs-backend-wasm-simd.wasm`,
};

const fileOf = (asset: string): string => fileURLToPath(new URL(assets[asset] ?? '', repository));

export function faceAssets(): Plugin {
  return {
    name: 'face-assets',
    configureServer(server) {
      server.middlewares.use('/face/', (request, response, next) => {
        const asset = (request.url ?? '').replace(/^\//, '').split('?')[0] ?? '';
        if (!Object.hasOwn(assets, asset) || !existsSync(fileOf(asset))) return next();
        response.setHeader('Content-Type', asset.endsWith('.wasm') ? 'application/wasm' : asset.endsWith('.json') ? 'application/json' : 'application/octet-stream');
        createReadStream(fileOf(asset)).pipe(response);
      });
    },
    generateBundle() {
      for (const asset of Object.keys(assets)) {
        if (existsSync(fileOf(asset))) this.emitFile({ type: 'asset', fileName: `face/${asset}`, source: readFileSync(fileOf(asset)) });
      }
    },
  };
}
