/** Serves the demo hall by HTTP on this machine only, with the faults of a real line at will. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { sleep } from '../../../../devices/clock.ts';
import { refusals } from './refusals.ts';
import type { DemoHall, HallSubmission } from './hall.ts';
import { answerRequest, isHealthCheck, isSubmission, json, problem, refusal } from './hall-routes.ts';
import type { HallReply } from './hall-routes.ts';

/**
 * How the hall behaves on the wire:
 * `normal`; `slow`: each answer comes after `slowAnswerMs`; `down`: every connection is closed; `answer-lost`: a submission takes effect,
 * then its connection is cut; `refusing`: reachable, but every request of substance is refused and nothing takes effect; `garbage`: answers make no sense.
 */
export type HallCondition = 'normal' | 'slow' | 'down' | 'answer-lost' | 'refusing' | 'garbage';

/** Milliseconds on the hall's clock by which a slow hall delays each answer. */
const slowAnswerMs = 5000;

export interface HallServer {
  /** Base address for `createHttpPlatform`. */
  readonly url: string;
  condition(): HallCondition;
  setCondition(condition: HallCondition): void;
  /** Newest first. */
  submissions(): readonly HallSubmission[];
  /** Stops serving and closes every connection; the hall itself stays open. */
  close(): Promise<void>;
}

function send(response: ServerResponse, { status, content }: HallReply): void {
  if (response.destroyed) return;
  response.statusCode = status;
  response.setHeader('cache-control', 'no-store');
  if (content) response.setHeader('content-type', content.type);
  response.end(content?.body);
}

const garbage: HallReply = { status: 200, content: { type: 'application/json', body: '{"status":"acc' } };

const refuse = (request: IncomingMessage): HallReply =>
  isSubmission(request) ? json({ status: 'refused', reason: 'not-accepting', message: refusals['not-accepting'] }) : refusal('not-accepting');

async function serve(request: IncomingMessage, response: ServerResponse, hall: DemoHall, condition: HallCondition, closing: AbortSignal): Promise<void> {
  switch (condition) {
    case 'normal':
      return send(response, await answerRequest(request, hall));
    case 'slow': {
      const reply = await answerRequest(request, hall);
      await sleep(hall.clock, slowAnswerMs, closing);
      return send(response, reply);
    }
    case 'down':
      request.socket.destroy();
      return;
    case 'answer-lost': {
      const reply = await answerRequest(request, hall);
      if (!isSubmission(request)) return send(response, reply);
      request.socket.destroy();
      return;
    }
    case 'refusing':
      return send(response, isHealthCheck(request) ? await answerRequest(request, hall) : refuse(request));
    case 'garbage':
      return send(response, garbage);
    default:
      return condition satisfies never;
  }
}

/** Resolves when the hall listens on 127.0.0.1; `port` 0 or absent: any free one. Rejects where the port is taken. */
export async function serveDemoHall({ hall, port = 0 }: { readonly hall: DemoHall; readonly port?: number }): Promise<HallServer> {
  let condition: HallCondition = 'normal';
  const closing = new AbortController();
  const sockets = new Set<Socket>();

  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 }, (request, response) => {
    serve(request, response, hall, condition, closing.signal).catch(() => send(response, problem(500)));
  });
  server.maxConnections = 64;
  server.on('connection', (socket) => {
    if (condition === 'down') {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    condition: () => condition,
    setCondition(next) {
      condition = next;
      if (next === 'down') cut();
    },
    submissions: () => hall.submissions(),
    async close() {
      closing.abort();
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
