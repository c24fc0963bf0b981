/** Keeps a line open on which a device speaks unasked, and cuts what it says into codes. */
import type { ByteStream } from '../byte-stream.ts';
import type { Clock, TimerHandle } from '../clock.ts';
import { keepStreamOpen, type DownReason } from '../kept-stream.ts';
import { createCodeFramer, type CodeEncoding, type CodeEnding, type CodeFramer, type ScannedCode } from './code-framer.ts';

export interface CodeListenerOptions {
  /** `serial:/path?baud=9600` or `tcp://host:port`. */
  readonly address: string;
  readonly ending: CodeEnding;
  readonly encoding: CodeEncoding;
  readonly clock: Clock;
  readonly onOpen: () => void;
  /** Told for each failed attempt to open it again, too. */
  readonly onDown: (reason: DownReason) => void;
  readonly onCode: (code: ScannedCode) => void;
}

export interface CodeListener {
  isOpen(): boolean;
  /** Half a code that has come already belongs to nobody. */
  disown(): void;
  close(): Promise<void>;
}

export function listenForCodes({ address, ending, encoding, clock, onOpen, onDown, onCode }: CodeListenerOptions): CodeListener {
  let framer: CodeFramer | null = null;

  const listen = (stream: ByteStream): void => {
    const listening = createCodeFramer({ ending, encoding });
    let silence: TimerHandle | null = null;
    const stopTimer = (): void => {
      if (silence !== null) clock.clear(silence);
      silence = null;
    };
    const fallSilent = (): void => {
      silence = null;
      const code = listening.fallSilent();
      if (code) onCode(code);
    };
    framer = listening;
    stream.onData((bytes) => {
      stopTimer();
      for (const code of listening.push(bytes)) onCode(code);
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
