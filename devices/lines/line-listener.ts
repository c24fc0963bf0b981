/** Keeps a port open on which a device speaks unasked, and cuts what it says into lines. */
import type { ByteStream } from '../byte-stream.ts';
import type { Clock, TimerHandle } from '../clock.ts';
import { keepStreamOpen, type DownReason } from '../kept-stream.ts';
import { createLineFramer, type LineEncoding, type LineEnding, type LineFramer, type SpokenLine } from './line-framer.ts';

export interface LineListenerOptions {
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  readonly ending: LineEnding;
  readonly encoding: LineEncoding;
  readonly clock: Clock;
  readonly onOpen: () => void;
  /** Told for each failed attempt to open it again, too. */
  readonly onDown: (reason: DownReason) => void;
  readonly onLine: (line: SpokenLine) => void;
}

export interface LineListener {
  isOpen(): boolean;
  /** Half a line that has come already belongs to nobody. */
  disown(): void;
  close(): Promise<void>;
}

export function listenForLines({ address, ending, encoding, clock, onOpen, onDown, onLine }: LineListenerOptions): LineListener {
  let framer: LineFramer | null = null;

  const listen = (stream: ByteStream): void => {
    const listening = createLineFramer({ ending, encoding });
    let silence: TimerHandle | null = null;
    const stopTimer = (): void => {
      if (silence !== null) clock.clear(silence);
      silence = null;
    };
    const fallSilent = (): void => {
      silence = null;
      const line = listening.fallSilent();
      if (line) onLine(line);
    };
    framer = listening;
    stream.onData((bytes) => {
      stopTimer();
      for (const line of listening.push(bytes)) onLine(line);
      const dueMs = listening.silenceDueMs();
      if (dueMs !== null) silence = clock.after(dueMs, fallSilent);
    });
    stream.onClose(() => {
      stopTimer();
      listening.disown();
    });
  };

  const port = keepStreamOpen({
    address,
    clock,
    onOpen(stream) {
      listen(stream);
      onOpen();
    },
    onDown(reason) {
      framer = null;
      onDown(reason);
    },
  });
  return {
    isOpen: () => framer !== null,
    disown: () => framer?.disown(),
    close: () => port.close(),
  };
}
