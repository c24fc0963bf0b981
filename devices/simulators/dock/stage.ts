/** What the dock stands on: the far ends of all wires as one stage that takes commands and tells how it stands. */
import type { LocalizedText } from '../../../main/contract/index.ts';
import type { Caption } from '../voice/index.ts';
import type { DockCommand, PlatformCondition } from './commands.ts';

/** One receipt as it lies: printing, waiting in the printer's mouth, or taken. */
export interface DockReceipt {
  /** Counts from 1 since the demo started. */
  readonly number: number;
  readonly text: string;
  readonly where: 'printing' | 'in-mouth' | 'taken';
  /** Grows with every change, so that a page knows when to fetch the picture afresh. */
  readonly revision: number;
}

/** A submission as the demo hall has recorded it. */
export interface DockSubmission {
  readonly id: string;
  readonly operation: string;
  /** The person's id in the tray; null for somebody who is not in it. */
  readonly person: string | null;
  readonly status: 'accepted' | 'refused';
  /** The hall's reference; null where it refused. */
  readonly number: string | null;
  /** ISO 8601, by the demo's clock. */
  readonly receivedAt: string;
  /** How often it arrived; it took effect at most once. */
  readonly deliveries: number;
}

/** Everything at once: the answer to `state`, and what the page draws. Plain JSON. */
export interface DockState {
  readonly cardReader: {
    /** `pcsc`: the machine's own PC/SC service; `vpcd`: cards attach to the kiosk directly. */
    readonly wire: 'pcsc' | 'vpcd';
    readonly name: string;
    readonly plugged: boolean;
    readonly inserted: string | null;
    /** Commands after which the card falls silent; null: it does not. */
    readonly muteAfter: number | null;
  };
  readonly idScanner: {
    readonly address: string;
    readonly plugged: boolean;
    /** Name of the document that lies there. */
    readonly placed: string | null;
    readonly condition: 'ok' | 'silent' | 'bad-read';
  };
  /** Null where the kiosk has no such reader. */
  readonly documentReader: {
    readonly address: string;
    readonly plugged: boolean;
    /** Name of the document that lies there. */
    readonly laid: string | null;
    readonly condition: 'ok' | 'misread' | 'line-lost' | 'end-lost' | 'garbage';
  } | null;
  /** Null where the kiosk has no such scanner. */
  readonly codeScanner: {
    readonly address: string;
    readonly plugged: boolean;
    /** What was held before it last; null: nothing yet. A code that was shown is in no state. */
    readonly shown: string | null;
    readonly condition: 'ok' | 'no-suffix' | 'too-long' | 'repeats' | 'control-characters' | 'wrong-speed';
  } | null;
  readonly printer: {
    readonly address: string;
    readonly plugged: boolean;
    readonly silent: boolean;
    readonly paper: 'ok' | 'low' | 'out';
    readonly outAfterLines: number | null;
    readonly cover: 'closed' | 'open';
    readonly cutter: 'ok' | 'fault';
    /** The last few, oldest first. */
    readonly receipts: readonly DockReceipt[];
  };
  readonly camera: {
    /** `webcam`: the kiosk's window is to be opened without the fake camera. */
    readonly source: 'file' | 'webcam';
    /** The feed that the file holds. */
    readonly feed: string;
    readonly feeds: readonly string[];
  };
  readonly voice: {
    readonly headset: 'in' | 'out';
    /** The last utterances of the kiosk's voice, oldest first. */
    readonly captions: readonly Caption[];
  };
  readonly platform: {
    readonly address: string;
    readonly condition: PlatformCondition;
    /** The last few, oldest first. */
    readonly submissions: readonly DockSubmission[];
  };
  readonly clock: {
    /** How far the demo's clock is ahead of the machine's, milliseconds. */
    readonly offsetMs: number;
  };
}

/** Done, with a sentence; or refused, with the sentence why. */
export type Answer =
  | { readonly ok: true; readonly said: LocalizedText; /** Only where the command asked for it. */ readonly state?: DockState }
  | { readonly ok: false; readonly problem: LocalizedText };

export const done = (zh: string, en: string): Answer => ({ ok: true, said: { 'zh-CN': zh, en } });
export const refused = (zh: string, en: string): Answer => ({ ok: false, problem: { 'zh-CN': zh, en } });

/** A picture of the stage for the page. */
export interface Picture {
  readonly mediaType: 'image/svg+xml' | 'image/jpeg';
  readonly content: string | Uint8Array;
}
export type PictureKind = 'receipt' | 'feed' | 'portrait';

export interface Stage {
  state(): DockState;
  /** Commands are carried out one after another, in the order given. Never rejects. */
  perform(command: DockCommand): Promise<Answer>;
  /** Calls back after every change. Returns the unsubscribe closure. */
  watch(listener: () => void): () => void;
  /** The paper of a receipt by its number, a frame of a feed by its name, a person's face by the person's id; null where there is none. */
  picture(kind: PictureKind, name: string): Promise<Picture | null>;
}
