/** The SAM_V module seen from its wire: takes request bytes, gives reply bytes, knows what lies on it. Does no I/O. */
import { beginsFrame, createFrameDecoder, encodeFrame } from '../../id-scanner/frame-codec.ts';
import { encodeReply, readRequest, type SamBaud, type SamCommand, type SamStatus } from '../../id-scanner/sam-v-codec.ts';
import type { IssuedDocument } from './document-issuer.ts';

/** How a module, its line or the document on it can be unwell. One at a time. */
export const idScannerFaults = [
  'silent', 'wrongChecksum', 'shortFrame', 'garbage', 'splitReplies', 'leavesAfterFind', 'selectFailed', 'readFailed', 'unauthorised', 'selfTestFailed', 'unpublishedStatus',
  'lacksCardSerial',
] as const;
export type IdScannerFault = (typeof idScannerFaults)[number];

export interface SamVPeer {
  /** Takes request bytes as they come; gives the pieces to send back, each as one write. */
  receive(bytes: Uint8Array): Uint8Array[];
  place(document: IssuedDocument): void;
  /** Takes the document away. */
  take(): void;
  /** Null: all well again. */
  setFault(fault: IdScannerFault | null): void;
  /** Power gone and come back: what it was told about itself is forgotten. */
  restart(): void;
  /** What it was told about itself; null: nothing. */
  told(): { readonly baud: SamBaud | null; readonly rfBlock: number | null };
  /** What a test may want to know: how often each command was understood. */
  count(command: SamCommand): number;
}

/** Lies there, was found, was selected; `read` stays so until taken away: the module does not find it again. */
type Progress = 'lying' | 'found' | 'selected' | 'read';

/** Synthetic identity: `05.03-20260101-0000001234-1234567890`. */
const samId = Buffer.from(Uint16Array.of(5, 3, ...[20_260_101, 1234, 1_234_567_890].flatMap((number) => [number & 0xffff, number >>> 16])).buffer);
/** Status bytes of no published table, as a maker's own firmware may have them. */
const unpublishedReply = Uint8Array.of(0, 0, 0x55);
const noise = Uint8Array.of(0x00, 0xff, 0xaa, 0xaa, 0x96, 0xaa);
const pieceSize = 7;

const bigEndian = (...values: number[]): Buffer => Buffer.concat(values.map((value) => Buffer.of(value >> 8, value & 0xff)));

export function createSamVPeer(): SamVPeer {
  const decoder = createFrameDecoder();
  const counts = new Map<SamCommand, number>();
  let document: IssuedDocument | null = null;
  let progress: Progress = 'lying';
  let fault: IdScannerFault | null = null;
  let baud: SamBaud | null = null;
  let rfBlock: number | null = null;

  const find = (): Uint8Array => {
    if (!document || progress === 'read') return encodeReply('findFailed');
    progress = 'found';
    if (fault === 'leavesAfterFind') document = null;
    return encodeReply('found', Buffer.alloc(4));
  };

  const select = (): Uint8Array => {
    if (!document || progress === 'lying' || fault === 'selectFailed') return encodeReply('selectFailed');
    progress = 'selected';
    return encodeReply('ok', Buffer.alloc(8));
  };

  /** Reading the same document again right away is possible while it is selected: a host asks again after a bad frame. */
  const read = (blocksOf: (content: IssuedDocument) => readonly Uint8Array[]): Uint8Array => {
    if (!document || fault === 'readFailed' || !(progress === 'selected' || progress === 'read')) return encodeReply('readFailed');
    progress = 'read';
    const blocks = blocksOf(document);
    return encodeReply('ok', Buffer.concat([bigEndian(...blocks.map((block) => block.length)), ...blocks]));
  };

  const newAddress = (): Uint8Array => {
    if (!document || !(progress === 'selected' || progress === 'read')) return encodeReply('readFailed');
    return document.newAddress ? encodeReply('ok', document.newAddress) : encodeReply('absent');
  };

  const cardSerial = (): Uint8Array => {
    if (fault === 'lacksCardSerial') return encodeReply('commandError');
    return document && progress !== 'lying' ? encodeReply('ok', document.serial) : encodeReply('readFailed');
  };

  const restart = (): void => {
    progress = 'lying';
    baud = null;
    rfBlock = null;
  };

  const setRfBlock = ([longest]: Uint8Array): Uint8Array => {
    if (longest === undefined) return encodeReply('lengthError');
    rfBlock = longest;
    return encodeReply('ok');
  };

  const answer = (command: SamCommand, content: Uint8Array): Uint8Array => {
    if (fault === 'unpublishedStatus') return encodeFrame(unpublishedReply);
    const refusal = refusalOf(fault);
    if (refusal) return encodeReply(refusal);
    switch (command) {
      case 'reset':
        restart();
        return encodeReply('ok');
      case 'setLongestRfBlock':
        return setRfBlock(content);
      case 'samStatus':
        return encodeReply('ok');
      case 'readSamId':
        return encodeReply('ok', samId);
      case 'findCard':
        return find();
      case 'selectCard':
        return select();
      case 'readTextAndPhoto':
        return read(({ text, photo }) => [text, photo]);
      case 'readTextPhotoAndFinger':
        return read(({ text, photo, fingerprints }) => [text, photo, fingerprints ?? new Uint8Array()]);
      case 'readNewAddress':
        return newAddress();
      case 'readCardSerial':
        return cardSerial();
    }
  };

  const replyTo = (payload: Uint8Array): Uint8Array => {
    const request = readRequest(payload);
    if (!request) return encodeReply('commandError');
    if (request.kind === 'setBaud') {
      baud = request.baud;
      return encodeReply('ok');
    }
    counts.set(request.command, (counts.get(request.command) ?? 0) + 1);
    return answer(request.command, request.data);
  };

  return {
    receive(bytes) {
      // A host that begins anew has given up what it sent before: half a request is not completed by the next one.
      if (beginsFrame(bytes)) decoder.clear();
      const replies = decoder.push(bytes).map((decoded) => {
        if (decoded.kind === 'frame') return replyTo(decoded.payload);
        return encodeReply(decoded.why === 'checksum' ? 'checksumError' : 'lengthError');
      });
      return replies.flatMap((reply) => spoil(reply, fault));
    },
    place(placed) {
      document = placed;
      progress = 'lying';
    },
    take() {
      document = null;
      progress = 'lying';
    },
    setFault(next) {
      fault = next;
    },
    restart,
    told: () => ({ baud, rfBlock }),
    count: (command) => counts.get(command) ?? 0,
  };
}

function refusalOf(fault: IdScannerFault | null): SamStatus | null {
  switch (fault) {
    case 'unauthorised':
      return 'unauthorised';
    case 'selfTestFailed':
      return 'selfTestFailed';
    default:
      return null;
  }
}

/** What the line makes of a reply. */
function spoil(reply: Uint8Array, fault: IdScannerFault | null): Uint8Array[] {
  switch (fault) {
    case 'silent':
      return [];
    case 'wrongChecksum':
      return [Uint8Array.from(reply, (byte, index) => (index === reply.length - 1 ? byte ^ 0xff : byte))];
    case 'shortFrame':
      return [reply.subarray(0, reply.length - 2)];
    case 'garbage':
      return [noise, reply];
    case 'splitReplies':
      return Array.from({ length: Math.ceil(reply.length / pieceSize) }, (_, index) => reply.subarray(index * pieceSize, (index + 1) * pieceSize));
    default:
      return [reply];
  }
}
