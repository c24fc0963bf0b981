/** A core that only shows samples: serves a built page on loopback and speaks the contract to it. For eyes and tests only. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { contractVersion, type CoreMessage, type Fittings, PageMessage, type Panel, type Screen } from '../../main/contract/index.ts';
import { type InstalledLanguage, offered } from '../../kiosk-config/schema/language.ts';
import { completeTexts } from '../../kiosk-config/schema/translation.ts';
import { sampleHall } from './sample.ts';
import { sampleLanguages } from './sample-languages.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.json': 'application/json',
};

export interface SampleCore {
  /** Address of the page for that panel. */
  addressFor(panel: Panel): string;
  /** Shows a screen on every page of that panel. */
  show(panel: Panel, screen: Screen): void;
  /** What anything written by hand is from now on taken for, best first; null: the engine fails. */
  reads(characters: readonly string[] | null): void;
  /** Breaks every link, as a core that dies does; pages may come back. */
  hangUp(): void;
  /** Everything the pages said, oldest first; what broke the contract is a string. */
  readonly heard: (PageMessage | string)[];
  close(): Promise<void>;
}

/** A slot at the right, plates at the left, the mouth in the middle and the window above, as far from a panel as they usually are. */
const fittingsOf = ({ widthMm, heightMm }: Panel): Fittings => ({
  'card-slot': { acrossMm: widthMm * 0.8, downMm: heightMm + 80 },
  'id-plate': { acrossMm: widthMm * 0.2, downMm: heightMm + 80 },
  'passport-plate': { acrossMm: widthMm * 0.2, downMm: heightMm + 200 },
  'code-window': { acrossMm: widthMm * 0.8, downMm: -60 },
  'receipt-mouth': { acrossMm: widthMm / 2, downMm: heightMm + 160 },
});

const keyOf = (panel: Panel): string => `${panel.widthPx}x${panel.heightPx}`;

/** Starts serving the page built into `folder`, on a free port. */
export async function startSampleCore(folder: string, languages: readonly InstalledLanguage[] = sampleLanguages()): Promise<SampleCore> {
  const panels = new Map<string, Panel>();
  const shown = new Map<string, Screen>();
  const heard: (PageMessage | string)[] = [];
  let read: readonly string[] | null = [];
  const sockets = new Map<string, Set<(message: CoreMessage) => void>>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const file = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(file).then(
      (content) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  const links = new WebSocketServer({ server, path: '/link' });
  links.on('connection', (socket, request) => {
    const key = new URL(request.url ?? '/', 'http://page').searchParams.get('panel') ?? '';
    const send = (message: CoreMessage): void => socket.send(JSON.stringify(message));
    socket.on('message', (frame: Buffer) => {
      const parsed = PageMessage.safeParse(JSON.parse(frame.toString('utf8')));
      heard.push(parsed.success ? parsed.data : frame.toString('utf8'));
      if (parsed.success && parsed.data.type === 'handwriting') {
        const { lookId } = parsed.data.request;
        send({ type: 'handwriting', message: read === null ? { kind: 'unavailable', lookId } : { kind: 'candidates', lookId, characters: [...read] } });
      }
      const panel = panels.get(key);
      if (!panel || !parsed.success || parsed.data.type !== 'hello') return;
      send({ type: 'welcome', contractVersion, panel, fittings: fittingsOf(panel), languages: languages.map(offered) });
      send({ type: 'hall', status: completeTexts(sampleHall, languages) });
      send({ type: 'speech', message: { kind: 'voice', state: { engine: 'present', headset: 'removed' } } });
      send({ type: 'handwriting', message: { kind: 'offer', languages: languages.flatMap(({ tag, handwriting }) => (handwriting === null ? [] : [tag])) } });
      const screen = shown.get(key);
      if (screen) send({ type: 'screen', screen });
      const others = sockets.get(key) ?? new Set();
      sockets.set(key, others.add(send));
      socket.on('close', () => others.delete(send));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const hangUp = (): void => {
    for (const socket of links.clients) socket.terminate();
  };

  return {
    heard,
    hangUp,
    reads(characters) {
      read = characters;
    },
    addressFor(panel) {
      panels.set(keyOf(panel), panel);
      return `http://127.0.0.1:${port}/?panel=${keyOf(panel)}`;
    },
    show(panel, screen) {
      shown.set(keyOf(panel), screen);
      for (const send of sockets.get(keyOf(panel)) ?? []) send({ type: 'screen', screen });
    },
    async close() {
      hangUp();
      links.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
