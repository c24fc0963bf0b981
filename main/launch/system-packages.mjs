/** The Debian packages that a full set-up wants: what is missing is installed as root, or the exact command is printed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { found, run } from './commands.mjs';
import { say, stage } from './say.mjs';

/** Each with the sentence that says what goes without it. */
const packages = [
  { name: 'g++', for: 'building the PC/SC binding', present: () => found('g++') },
  { name: 'make', for: 'building the PC/SC binding', present: () => found('make') },
  { name: 'python3', for: 'building the PC/SC binding', present: () => found('python3') },
  { name: 'libpcsclite-dev', for: 'building the PC/SC binding', present: () => existsSync('/usr/include/PCSC/winscard.h') },
  { name: 'pcscd', for: 'the PC/SC service (without it cards attach below it)', present: () => installed('pcscd') },
  { name: 'vsmartcard-vpcd', for: 'the virtual card reader (without it cards attach below the PC/SC service)', present: () => installed('vsmartcard-vpcd') },
  { name: 'socat', for: 'the pseudo-terminal of the ID reader (without it: TCP)', present: () => found('socat') },
  { name: 'chromium', for: 'showing the kiosk where there is no Electron runtime, and the tests', present: () => ['chromium', 'google-chrome', 'chromium-browser'].some(found) },
  { name: 'espeak-ng', for: 'reading the screen aloud', present: () => found('espeak-ng') },
  { name: 'zinnia-utils', for: 'writing with a finger on the on-screen keyboard', present: () => found('zinnia') },
  { name: 'tegaki-zinnia-simplified-chinese', for: 'the characters that can be written so', present: () => existsSync('/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model') },
  { name: 'alsa-utils', for: 'knowing whether a headset is in', present: () => found('amixer') },
  { name: 'ffmpeg', for: 'the camera feeds', present: () => found('ffmpeg') },
  { name: 'xvfb', for: 'tests on a machine without a display', present: () => found('Xvfb') },
  { name: 'xauth', for: 'tests on a machine without a display', present: () => found('xauth') },
];

function installed(name) {
  return spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status === 0;
}

function known(name) {
  const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return policy.status === 0 && /Candidate: (?!\(none\))/.test(policy.stdout ?? '');
}

const aptEnvironment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** Never fails: what stays missing is said, and the kiosk goes on with what there is. */
export async function ensureSystemPackages() {
  const missing = packages.filter((wanted) => !wanted.present());
  if (missing.length === 0) return;
  const names = missing.map((wanted) => wanted.name);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!found('apt-get')) {
    say(`these programs are missing; install them with this system's own package manager: ${names.join(' ')}`);
    return;
  }
  if (process.getuid?.() !== 0) {
    say('these system packages are missing:');
    for (const wanted of missing) say(`  ${wanted.name}: ${wanted.for}`);
    say(`install them with:\n\n  sudo sh -c '${command}'\n`);
    return;
  }
  try {
    await stage(`installing system packages (${names.join(' ')})`, async () => {
      await run('apt-get', ['update'], { env: aptEnvironment });
      const available = names.filter(known);
      for (const name of names.filter((wanted) => !available.includes(wanted))) say(`this system offers no package ${name}`);
      if (available.length > 0) await run('apt-get', ['install', '-y', '--no-install-recommends', ...available], { env: aptEnvironment });
    });
  } catch (error) {
    say(`${error.message}\nThe kiosk goes on with what there is. To try again: ${command}`);
  }
}
