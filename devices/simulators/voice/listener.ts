/** Hears what simulated voices say, as a person before the kiosk does, and writes it down: the last utterances, oldest first. */
import { createServer, type Socket } from 'node:net';
import { createLineReader, parseJson } from '../../../main/contract/index.ts';
import { listenPrivately } from '../wires/index.ts';
import { CaptionLine, type Caption } from './caption.ts';

export interface VoiceListener {
  /** Where voices say it: the path of a local socket. */
  readonly path: string;
  captions(): readonly Caption[];
  close(): Promise<void>;
}

const mostCaptions = 200;
const longestLine = 32 * 1024;

/** Rejects where the socket cannot be opened. */
export async function listenToVoices(path: string): Promise<VoiceListener> {
  const voices = new Set<Socket>();
  let heard: readonly Caption[] = [];
  let count = 0;

  const hear = (socket: Socket): void => {
    let number: number | null = null;
    const end = (how: Caption['end']): void => {
      heard = heard.map((caption) => (caption.number === number && caption.end === 'speaking' ? { ...caption, end: how } : caption));
    };
    const lines = createLineReader(longestLine, {
      line(text) {
        const { data: said } = CaptionLine.safeParse(parseJson(text));
        if (!said) socket.destroy();
        else if ('ended' in said) end('spoken');
        else if (number === null) {
          count += 1;
          number = count;
          heard = [...heard, { number, ...said.began, end: 'speaking' as const }].slice(-mostCaptions);
        }
      },
      overflow: () => socket.destroy(),
    });
    voices.add(socket);
    socket.on('data', (chunk) => lines.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      voices.delete(socket);
      end('stopped');
    });
  };

  const server = createServer(hear);
  await listenPrivately(server, path);
  return {
    path,
    captions: () => heard,
    async close() {
      for (const voice of voices) voice.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
