/** Lets the demo hall compare faces, by an engine in a thread of its own that is started when first needed. */
import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { rowFor, type FaceThresholds } from '../../kiosk-config/schema/face-thresholds.ts';
import type { HallFaces } from '../core/platform/embedded/index.ts';
import { engineName } from '../../renderer/face/arithmetic/descriptor.ts';
import { humanPackage, type FacePair, type FacePairAnswer, type FaceThreadFiles } from './face-thread.ts';

export interface OpenHallFaces extends HallFaces {
  close(): Promise<void>;
}

export interface HallFacesOptions extends FaceThreadFiles {
  readonly thresholds: FaceThresholds;
}

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL('package.json', humanPackage), 'utf8')));

interface Waiting {
  readonly resolve: (similarity: number | null) => void;
  readonly reject: (problem: Error) => void;
}

export function openHallFaces({ describer, thresholds }: HallFacesOptions): OpenHallFaces {
  const engine = engineName(version);
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const answered = (answer: FacePairAnswer): void => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failed' in answer) one?.reject(new Error(answer.failed));
    else one?.resolve(answer.similarity);
  };
  const failAll = (problem: Error): void => {
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./face-thread.ts', import.meta.url), { workerData: { describer } satisfies FaceThreadFiles });
    // An error is followed by the exit, when another thread may have taken its place.
    const ended = (problem: Error): void => {
      if (thread !== started) return;
      thread = null;
      failAll(problem);
    };
    started.on('message', answered);
    started.on('error', ended);
    started.on('exit', () => ended(new Error('the face thread has ended')));
    return started;
  };

  return {
    engine,
    pointFor(falseMatchRate) {
      // Set-up could not fetch the model: this hall compares no faces.
      const row = existsSync(describer) ? rowFor(thresholds, falseMatchRate, engine) : null;
      return row && { threshold: row.threshold, falseMatchRate: row.falseMatchRate };
    },
    compare: (frame, reference) => new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      thread ??= start();
      thread.postMessage({ id, frame: Uint8Array.from(frame), reference: Uint8Array.from(reference) } satisfies FacePair);
    }),
    async close() {
      await thread?.terminate();
    },
  };
}
