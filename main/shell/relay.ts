/** Carries frames between the page document and the core without looking into them; a fresh channel for each document. */
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { ShellFrame } from '../contract/index.ts';
import { isPageUrl } from './kiosk-scheme.ts';
import { portChannel } from './preload-channels.ts';

export interface Relay {
  /** A frame from the core to the document it names; one to a document that has gone is dropped. */
  fromCore(document: number, message: unknown): void;
  isShown(document: number): boolean;
  /** The document has gone: closes its channel and tells the core. */
  documentGone(): void;
}

interface OpenDocument {
  readonly number: number;
  readonly port: MessagePortMain;
}

/** Gives a channel to each page document that asks for one from the window's main frame, and to nobody else. */
export function createRelay(contents: WebContents, sendToCore: (frame: ShellFrame) => void): Relay {
  let last = 0;
  let open: OpenDocument | null = null;

  const documentGone = (): void => {
    if (!open) return;
    const { number, port } = open;
    open = null;
    port.close();
    sendToCore({ channel: 'document', number, state: 'gone' });
  };

  const openDocument = (ask: string): void => {
    documentGone();
    last += 1;
    const number = last;
    const { port1, port2 } = new MessageChannelMain();
    open = { number, port: port1 };
    sendToCore({ channel: 'document', number, state: 'opened' });
    port1.on('message', ({ data }) => {
      if (open?.number === number) sendToCore({ channel: 'page', document: number, message: data });
    });
    port1.start();
    contents.postMessage(portChannel, ask, [port2]);
  };

  contents.ipc.on(portChannel, ({ senderFrame }, ask: unknown) => {
    // An ask may arrive when its document has already gone: the answer names it, so that no other document takes it.
    if (typeof ask === 'string' && senderFrame && senderFrame === contents.mainFrame && isPageUrl(senderFrame.url)) openDocument(ask);
  });

  return {
    fromCore(document, message) {
      if (open?.number === document) open.port.postMessage(message);
    },
    isShown: (document) => open?.number === document,
    documentGone,
  };
}
