/** Drives a SAM_V resident-ID reader: keeps the port open, watches the module, finds, selects and reads documents. */
import type { IdScannerStatus } from '../../main/contract/index.ts';
import type { ByteStream } from '../byte-stream.ts';
import { sleep, type Clock } from '../clock.ts';
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Completion, type Driver, type Fault, type StatusReport } from '../device.ts';
import { keepStreamOpen, statusWhenDown, type DownReason, type KeptStream } from '../kept-stream.ts';
import { Personal } from '../personal.ts';
import type { IdScannerCommands, IdScannerReason } from './contract.ts';
import type { PhotoDecoder } from './photo-decoder.ts';
import { decodeBy } from './photo-handler.ts';
import { formatSamId, readBlocks, type SamCommand, type SamReply } from './sam-v-codec.ts';
import { createSamConversation, type SamConversation } from './sam-v-conversation.ts';
import { createSamSetUp, type SamSetUpOptions } from './sam-v-set-up.ts';
import { readAddressBlock, readTextBlock } from './text-block.ts';

interface SamVDriverOptions extends SamSetUpOptions {
  readonly name: string;
  readonly clock: Clock;
  /** Null: photographs stay encoded. */
  readonly photoDecoder: PhotoDecoder | null;
}

/** As published for readers of this kind. */
const findEveryMs = 1000;
const watchEveryMs = 3000;
/** A card being laid down or pulled away fails a few times in a row; a card that goes on failing is at fault itself. */
const failuresForgiven = 2;
/** A module is looked for at both of its speeds, and once more at the one it was just told. */
const speedChanges = 2;
/** What port and module need to go over to another speed. */
const changeOverMs = 100;
/** Questions that not every maker's module knows. */
const notEverywhere: ReadonlySet<SamCommand> = new Set(['readCardSerial']);

type Outcome<Value> = Completion<Value, IdScannerReason>;
type ScannerFault = Fault<IdScannerReason>;
type Handler<Name extends keyof IdScannerCommands> = CommandHandler<IdScannerCommands[Name], IdScannerReason>;
type Asked = { readonly ok: true; readonly reply: SamReply } | { readonly ok: false; readonly fault: ScannerFault };
/** How one round of find, select, read ended. `missed`: nothing to read yet; `failed`: a card was there and could not be read. */
type Round =
  | { readonly kind: 'missed' }
  | { readonly kind: 'failed'; readonly reason: 'selectFailed' | 'readFailed' }
  | { readonly kind: 'ended'; readonly completion: Outcome<Reading> };
type Reading = IdScannerCommands['readDocumentWithFingerprints']['value'];
type ReadCommand = 'readTextAndPhoto' | 'readTextPhotoAndFinger';

export function createSamVDriver({ name, clock, photoDecoder, ...module }: SamVDriverOptions): Driver<IdScannerCommands, IdScannerStatus, IdScannerReason> {
  const { log } = module;
  const setUp = createSamSetUp(module);
  let port: KeptStream | null = null;
  let conversation: SamConversation | null = null;
  let isSetUp = false;
  let settingUp: Promise<void> | null = null;
  let commandsRunning = 0;
  let report: (status: StatusReport<IdScannerStatus>) => void = () => undefined;
  let status: StatusReport<IdScannerStatus> = { generic: 'starting', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } };
  /**
   * After a successful read the module does not find the same document until it has left the field. "Nothing found" then
   * means either gone or still lying there: presence is unknown until a document is found anew.
   */
  let lastReadMayStillLie = false;

  const tell = (change: { generic?: StatusReport<IdScannerStatus>['generic'] } & Partial<IdScannerStatus>): void => {
    const { generic = status.generic, ...specific } = change;
    status = { generic, specific: { ...status.specific, ...specific } };
    report(status);
  };

  /** Asks, keeps the status true to the answer, and turns what is no reply into a fault. */
  const ask = async (command: SamCommand): Promise<Asked> => {
    const asked = conversation;
    if (!asked) return { ok: false, fault: fault('deviceNotReady', 'portMissing') };
    const answer = await asked.ask(command);
    switch (answer.kind) {
      case 'reply':
        return judge(command, answer.reply);
      case 'portLost':
        return { ok: false, fault: fault('deviceNotReady', 'portMissing') };
      case 'silent':
        // It may have lost its power, and with it what it was told.
        isSetUp = false;
        tell({ generic: 'offline', samModule: 'unknown', media: 'unknown' });
        return { ok: false, fault: fault('hardwareError', 'silent') };
      case 'damaged':
        tell({ generic: 'hardwareError' });
        return { ok: false, fault: fault('hardwareError', 'badFrame') };
    }
  };

  const judge = (command: SamCommand, reply: SamReply): Asked => {
    switch (reply.status) {
      case 'unauthorised':
        tell({ generic: 'hardwareError', samModule: 'unauthorised' });
        return { ok: false, fault: fault('hardwareError', 'samUnauthorised') };
      case 'selfTestFailed':
      case 'randomFailed':
        tell({ generic: 'hardwareError', samModule: 'failed' });
        return { ok: false, fault: fault('hardwareError', 'samFailed') };
      case 'checksumError':
      case 'lengthError':
      case 'commandError':
      case 'unrecognised':
        if (notEverywhere.has(command)) return { ok: false, fault: fault('unsupportedCommand') };
        tell({ generic: 'hardwareError' });
        return { ok: false, fault: fault('hardwareError', 'badFrame') };
      case null:
        // It answers, but with a code that no published table has: how it is cannot be told.
        tell({ generic: 'online', samModule: 'unknown' });
        return { ok: true, reply };
      default:
        tell({ generic: 'online', samModule: 'ready' });
        return { ok: true, reply };
    }
  };

  const tryToRead = async (command: ReadCommand, signal: AbortSignal, onFound: () => void): Promise<Round> => {
    const found = await ask('findCard');
    if (!found.ok) return { kind: 'ended', completion: found.fault };
    if (found.reply.status !== 'found') {
      tell({ media: found.reply.status === 'findFailed' && !lastReadMayStillLie ? 'notPresent' : 'unknown' });
      return { kind: 'missed' };
    }
    lastReadMayStillLie = false;
    tell({ media: 'present' });
    if (signal.aborted) return { kind: 'ended', completion: fault('canceled') };
    onFound();
    const selected = await ask('selectCard');
    if (!selected.ok) return { kind: 'ended', completion: selected.fault };
    if (selected.reply.status !== 'ok') return { kind: 'failed', reason: 'selectFailed' };
    // Nobody wants it any more: leave it unread, so that the next one who asks finds it.
    if (signal.aborted) return { kind: 'ended', completion: fault('canceled') };
    const read = await ask(command);
    if (!read.ok) return { kind: 'ended', completion: read.fault };
    if (read.reply.status !== 'ok') return { kind: 'failed', reason: 'readFailed' };
    lastReadMayStillLie = true;
    const completion = decodeDocument(command, read.reply, log);
    tell({ media: 'unknown', reading: completion.code === 'success' ? 'ok' : 'failed' });
    return { kind: 'ended', completion };
  };

  /** Looks for a document until one was read or could not be. */
  const readWith = async (command: ReadCommand, { signal, emit }: Parameters<Handler<'readDocument'>>[1]): Promise<Outcome<Reading>> => {
    let failures = 0;
    while (!signal.aborted) {
      const round = await tryToRead(command, signal, () => emit({ kind: 'found' }));
      switch (round.kind) {
        case 'ended':
          return round.completion;
        case 'failed':
          log('id document could not be read', { reason: round.reason, failures });
          if (failures++ < failuresForgiven) break;
          tell({ reading: 'failed' });
          return fault('userError', round.reason);
        case 'missed':
          failures = 0;
          break;
      }
      await sleep(clock, findEveryMs, signal);
    }
    return fault('canceled');
  };

  const readDocument: Handler<'readDocument'> = async (_input, work) => {
    const outcome = await readWith('readTextAndPhoto', work);
    return outcome.code === 'success' ? { code: 'success', value: outcome.value.document } : outcome;
  };
  const readDocumentWithFingerprints: Handler<'readDocumentWithFingerprints'> = (_input, work) => readWith('readTextPhotoAndFinger', work);

  const readNewestAddress: Handler<'readNewestAddress'> = async () => {
    const asked = await ask('readNewAddress');
    if (!asked.ok) return asked.fault;
    if (asked.reply.status === 'absent') return { code: 'success', value: { address: null } };
    if (asked.reply.status !== 'ok') return fault('userError', 'readFailed');
    const address = readAddressBlock(asked.reply.data);
    if (address) return { code: 'success', value: { address } };
    log('newest address makes no sense', {});
    return fault('invalidData', 'undecodableText');
  };

  const readSamId: Handler<'readSamId'> = async () => {
    const asked = await ask('readSamId');
    if (!asked.ok) return asked.fault;
    const samId = asked.reply.status === 'ok' ? formatSamId(asked.reply.data) : null;
    return samId === null ? fault('hardwareError', 'samFailed') : { code: 'success', value: { samId } };
  };

  const readCardSerial: Handler<'readCardSerial'> = async () => {
    const asked = await ask('readCardSerial');
    if (!asked.ok) return asked.fault;
    return asked.reply.status === 'ok' ? { code: 'success', value: { serial: new Personal(Uint8Array.from(asked.reply.data)) } } : fault('userError', 'readFailed');
  };

  const reset: Handler<'reset'> = async () => {
    const asked = await ask('reset');
    if (!asked.ok) return asked.fault;
    lastReadMayStillLie = false;
    isSetUp = false;
    return asked.reply.status === 'ok' ? { code: 'success', value: null } : fault('hardwareError', 'samFailed');
  };

  /** Where the module is to be spoken to at another speed, the line is opened anew. */
  const bringUp = async (): Promise<void> => {
    for (let changes = 0; conversation && changes <= speedChanges; changes++) {
      const outcome = await setUp.apply(conversation);
      isSetUp = outcome === 'done';
      if (outcome !== 'otherSpeed') return;
      port?.renew();
      await sleep(clock, changeOverMs);
      await port?.openNow();
    }
  };
  /** Commands and the watch wait for the same setting up; without a wire, or without an answer, it ends undone. */
  const untilSetUp = async (): Promise<void> => {
    if (isSetUp) return;
    settingUp ??= bringUp().finally(() => { settingUp = null; });
    await settingUp;
  };

  /** While a command runs it alone speaks; between commands nobody looks whether a document lies there. */
  const alone = <Name extends keyof IdScannerCommands>(handler: Handler<Name>): Handler<Name> => async (input, work) => {
    commandsRunning++;
    try {
      await untilSetUp();
      return await handler(input, work);
    } finally {
      commandsRunning--;
      if (conversation) tell({ media: 'unknown' });
    }
  };

  /** Asks the module how it is, now and every few seconds while it has nothing else to do, as long as this stream lives. */
  const watchModule = async (stream: ByteStream): Promise<void> => {
    const lost = new AbortController();
    stream.onClose(() => lost.abort());
    while (!lost.signal.aborted) {
      if (commandsRunning === 0) await untilSetUp();
      if (commandsRunning === 0 && !lost.signal.aborted) await ask('samStatus');
      await sleep(clock, watchEveryMs, lost.signal);
    }
  };

  return {
    name,
    initial: status,
    handlers: {
      readDocument: alone(readDocument),
      readDocumentWithFingerprints: alone(readDocumentWithFingerprints),
      readNewestAddress: alone(readNewestAddress),
      readSamId: alone(readSamId),
      readCardSerial: alone(readCardSerial),
      reset: alone(reset),
      ...(photoDecoder ? { decodePhoto: decodeBy(photoDecoder, log) } : {}),
    },
    start(reportTo) {
      report = reportTo;
      const line = keepStreamOpen({
        address: setUp.address,
        clock,
        onOpen(stream) {
          log('id scanner port opened', {});
          conversation = createSamConversation(stream, clock);
          lastReadMayStillLie = false;
          void watchModule(stream);
        },
        onDown(reason: DownReason) {
          if (conversation && reason !== 'dropped') log('id scanner port lost', { reason });
          conversation = null;
          // Opened anew at another speed: it is as well as it was.
          if (reason === 'dropped') return;
          isSetUp = false;
          tell({ generic: statusWhenDown(reason), media: 'unknown', samModule: 'unknown', reading: 'unknown' });
        },
      });
      port = line;
      return () => line.close();
    },
  };
}

function decodeDocument(command: ReadCommand, reply: SamReply, log: DeviceLog): Outcome<Reading> {
  const blocks = readBlocks(command, reply.data);
  const text = blocks ? readTextBlock(blocks.text) : null;
  if (blocks && text?.ok) {
    const boxed = (block: Uint8Array): Personal<Uint8Array> | null => (block.length > 0 ? new Personal(block) : null);
    return { code: 'success', value: { document: { ...text.document, photo: boxed(blocks.photo) }, fingerprints: boxed(blocks.finger) } };
  }
  log('id document makes no sense', { field: text?.ok === false ? text.field : 'blocks' });
  return fault('invalidData', 'undecodableText');
}
