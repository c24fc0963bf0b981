/**
 * The wire between core and page, the same over the shell's socket and over the loopback WebSocket: JSON values, one
 * a message. Both ends validate; a message that does not parse is dropped and counted, never answered.
 */
import * as z from 'zod';
import { CameraCommand, CameraReply } from './camera-message.ts';
import { Fittings } from './fittings.ts';
import { HallStatus } from './hall-status.ts';
import { HandwritingMessage, HandwritingRequest } from './handwriting.ts';
import { Intent } from './intent.ts';
import { OfferedLanguage } from './language.ts';
import { Panel } from './panel.ts';
import { Screen } from './screen.ts';
import { SpeechMessage, SpeechRequest } from './speech.ts';

/** Raised whenever either direction changes shape; a page of another version is told to load itself afresh. */
export const contractVersion = 8;

/** Largest message accepted from a page, in UTF-8 bytes. */
export const maxPageMessageBytes = 256 * 1024;

/** The page's WebSocket on the loopback server. A page closed with `replacedCode` gave way to a newer one and must not connect again. */
export const loopbackLink = { path: '/link', replacedCode: 4001 } as const;

/** What the shell gives the page instead of a WebSocket, as `window.tongban`. */
export interface ShellDoor {
  send(message: unknown): void;
  /** Returns the unsubscribe closure. */
  onMessage(call: (message: unknown) => void): () => void;
}

export const CoreMessage = z.discriminatedUnion('type', [
  /** Answers `hello`. The languages come in the order in which they are offered. */
  z.strictObject({ type: z.literal('welcome'), contractVersion: z.int(), panel: Panel, fittings: Fittings.exactOptional(), languages: z.array(OfferedLanguage).min(1).max(30) }),
  z.strictObject({ type: z.literal('hall'), status: HallStatus }),
  z.strictObject({ type: z.literal('screen'), screen: Screen }),
  z.strictObject({ type: z.literal('camera'), command: CameraCommand }),
  z.strictObject({ type: z.literal('speech'), message: SpeechMessage }),
  z.strictObject({ type: z.literal('handwriting'), message: HandwritingMessage }),
  /** The visit is over: drop this document and load a fresh one. */
  z.strictObject({ type: z.literal('renew') }),
]);
export type CoreMessage = z.infer<typeof CoreMessage>;

export const PageMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), contractVersion: z.int() }),
  z.strictObject({ type: z.literal('intent'), intent: Intent }),
  z.strictObject({ type: z.literal('camera'), reply: CameraReply }),
  z.strictObject({ type: z.literal('speech'), request: SpeechRequest }),
  z.strictObject({ type: z.literal('handwriting'), request: HandwritingRequest }),
]);
export type PageMessage = z.infer<typeof PageMessage>;
