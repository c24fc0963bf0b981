/** A serial port that exists only in software: a pseudo-terminal made by `socat`, whose near end has the name the kiosk opens. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { PeerPort, PlugOutcome, PlugProblem } from './peer-port.ts';

export interface PtyPortOptions {
  /** The path under which the kiosk opens the port; made when plugged, gone when unplugged. */
  readonly link: string;
  readonly onData: (bytes: Uint8Array) => void;
}

/** socat says this once the link stands and bytes are carried. */
const readyMark = 'starting data transfer loop';

export function createPtyPort({ link, onData }: PtyPortOptions): PeerPort {
  let running: ChildProcess | null = null;
  let plugged = false;
  let held = false;

  const start = (): Promise<PlugOutcome> => new Promise((resolve) => {
    const fail = (problem: PlugProblem): void => {
      plugged = false;
      resolve({ ok: false, problem });
    };
    // socat ends by itself when we do: its other end is our pipe.
    const child = spawn('socat', ['-d', '-d', `PTY,raw,echo=0,mode=600,link=${link}`, 'STDIO'], { stdio: ['pipe', 'pipe', 'pipe'] });
    running = child;
    let ready = false;
    child.once('error', () => fail('socatMissing'));
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (bytes: Buffer) => onData(bytes));
    if (held) child.stdout.pause();
    child.stderr.on('data', (text: Buffer) => {
      if (ready || !text.toString().includes(readyMark)) return;
      ready = true;
      resolve({ ok: true });
    });
    child.once('exit', () => {
      if (running === child) running = null;
      if (!ready) fail('linkUnusable');
      // The pseudo-terminal ends when the kiosk closes it; a real port would stay, so a new one takes its place.
      else if (plugged && !running) void start();
    });
  });

  return {
    address: `serial:${link}?baud=115200`,
    send(bytes) {
      running?.stdin?.write(bytes);
    },
    hold() {
      held = true;
      running?.stdout?.pause();
    },
    release() {
      held = false;
      running?.stdout?.resume();
    },
    async plug() {
      if (plugged) return { ok: true };
      // socat would read a comma or a colon in the path as an option.
      if (!/^\/[\w./-]+$/.test(link)) return { ok: false, problem: 'linkUnusable' };
      plugged = true;
      return start();
    },
    async unplug() {
      plugged = false;
      const child = running;
      if (!child || child.exitCode !== null) return;
      const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
      child.kill();
      await gone;
    },
  };
}
