/**
 * The simulated voice, started once an utterance as espeak-ng is, with the text on standard input: takes as long as the text is,
 * and tells a listener what it says. `echo 您好 | npm run simulate -- voice -v cmn -s 160 -a 100 [--pace MS] [--captions SOCKET] [--sound espeak-ng]`
 */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { numberIn } from '../command-line.ts';

/** The pace given is that of a voice at this many words a minute. */
const usualRate = 160;
/** About how long a Chinese character takes at the usual pace, milliseconds. */
const usualPaceMs = '180';

interface Speech {
  readonly voice: string;
  readonly rate: number;
  readonly volume: number;
  readonly text: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      voice: { type: 'string', short: 'v', default: 'cmn' },
      rate: { type: 'string', short: 's', default: String(usualRate) },
      volume: { type: 'string', short: 'a', default: '100' },
      pace: { type: 'string', default: usualPaceMs },
      captions: { type: 'string' },
      sound: { type: 'string' },
    },
  });
  const paceMs = numberIn('--pace', values.pace);
  const speech: Speech = { voice: values.voice, rate: numberIn('--rate', values.rate), volume: numberIn('--volume', values.volume), text: (await readAll(process.stdin)).trim() };
  const listener = values.captions === undefined ? null : await reach(values.captions);
  if (listener) listener.write(`${JSON.stringify({ began: speech })}\n`);
  else console.log(speech.text);
  const takes = ([...speech.text].length * paceMs * usualRate) / speech.rate;
  if (values.sound === undefined || !(await sound(values.sound, speech))) await sleep(takes);
  listener?.end(`${JSON.stringify({ ended: 'spoken' })}\n`);
}

/** Rejects where nobody listens: a voice that nobody hears has failed. */
function reach(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Lets a real engine sound. False where it could not, for want of the program or of a sound card. */
function sound(program: string, { voice, rate, volume, text }: Speech): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, ['-v', voice, '-s', String(rate), '-a', String(volume), '-b', '1', '--stdin'], { stdio: ['pipe', 'ignore', 'pipe'] });
    let complained = false;
    child.stderr.on('data', (piece: Buffer) => {
      complained ||= /^error:/im.test(piece.toString('latin1'));
    });
    child.stdin.on('error', () => undefined);
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0 && !complained));
    child.stdin.end(text);
  });
}

await main().catch((problem: unknown) => {
  console.error(`error: ${problem instanceof Error ? problem.message : String(problem)}`);
  process.exitCode = 1;
});
