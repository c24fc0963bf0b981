/**
 * Fetches the face descriptor model at set-up. The npm package that carries it drags in hundreds of others, so only
 * its tarball is taken, one file extracted from it, and that file believed only by its sha256.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Package and file as published; packages say MIT, the weights' training data is not stated. */
const source = { package: 'faceplugin-face-recognition-js@0.0.1', file: 'package/model/fr_feature.onnx' };
const model = { name: 'fr_feature.onnx', sha256: '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581' };
const fetchTimeoutMs = 180_000;

/** Where the model lies below a state directory. */
export const faceModelFile = (stateDirectory) => join(stateDirectory, 'models', model.name);

/**
 * Makes sure that the descriptor model lies in `<stateDirectory>/models`; quick and silent where it does.
 * Throws an Error whose message says in one sentence why it could not be had; the kiosk then runs without face verification.
 * @param {string} stateDirectory
 * @returns {Promise<{ file: string, fetched: boolean }>}
 */
export async function ensureFaceModels(stateDirectory) {
  const file = faceModelFile(stateDirectory);
  if ((await sha256(file)) === model.sha256) return { file, fetched: false };
  const models = join(stateDirectory, 'models');
  await mkdir(models, { recursive: true });
  // Beside its destination, so that the final move stays on one file system and is atomic.
  const scratch = await mkdtemp(join(models, '.fetch-'));
  try {
    const fetched = await fetchModel(scratch);
    if ((await sha256(fetched)) !== model.sha256) {
      throw new Error(`The face model in ${source.package} is not the expected one (its sha256 differs).`);
    }
    await flush(fetched);
    await rename(fetched, file);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return { file, fetched: true };
}

async function fetchModel(scratch) {
  const options = { cwd: scratch, timeout: fetchTimeoutMs };
  try {
    const { stdout } = await run('npm', ['pack', source.package, '--loglevel=error', '--ignore-scripts'], options);
    const tarball = stdout.trim().split('\n').at(-1);
    await run('tar', ['-xzf', tarball, source.file], options);
  } catch (problem) {
    throw new Error(`The face model could not be fetched with "npm pack ${source.package}": ${reasonOf(problem)}`, { cause: problem });
  }
  return join(scratch, source.file);
}

/** The one line in which npm says why: the first of its errors that is more than a code. */
function reasonOf({ stderr, message }) {
  const errors = String(stderr ?? '').split('\n').filter((line) => line.startsWith('npm error'));
  const reason = errors.find((line) => !/^npm error (code|errno|syscall) /.test(line)) ?? errors[0] ?? String(message).split('\n')[0];
  return reason.replace('npm error ', '');
}

/** The file's sha256 as hex; null where there is no readable file. */
async function sha256(file) {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

async function flush(file) {
  const handle = await open(file);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
