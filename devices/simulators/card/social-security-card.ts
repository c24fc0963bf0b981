/** A social-security card that answers real command APDUs over T=0, as the application of LD/T 32 would. */
import { instruction } from '../../card-reader/apdu.ts';
import { environmentName } from '../../card-reader/social-security-application.ts';
import { createCardFiles } from './card-files.ts';
import type { CardImage } from './card-image.ts';
import { createCardSecurity } from './card-security.ts';
import {
  encodeReply, moreAvailable, parseCommand, replyBody, replyStatus, status, wrongExpectedLength, type CommandApdu, type Reply,
} from './command-apdu.ts';
import type { VirtualCard } from './virtual-card.ts';

const interindustry = 0x00;
const securedInterindustry = 0x04;
const secured = 0x84;
const proprietary = 0x80;
const masterFile = 0x3f00;

export function createSocialSecurityCard(image: CardImage): VirtualCard {
  const files = createCardFiles(image);
  const security = createCardSecurity(image);
  let isEnvironmentSelected = false;
  /** What the issuer has blocked outlives the power, and is for good. */
  let blocked: 'nothing' | 'application' | 'card' = image.condition === 'locked' ? 'application' : 'nothing';
  /** Answer waiting for GET RESPONSE. */
  let waiting: Buffer = Buffer.alloc(0);

  function startAfresh(): void {
    isEnvironmentSelected = false;
    waiting = Buffer.alloc(0);
    files.leave();
    security.forget();
  }

  function enterEnvironment(): Reply {
    isEnvironmentSelected = true;
    files.leave();
    return replyBody(image.fci);
  }

  function enterApplication(name: Buffer): Reply {
    return isEnvironmentSelected && files.enter(name) ? replyBody(fciOf(name)) : replyStatus(status.fileNotFound);
  }

  function select({ p1, p2, body }: CommandApdu): Reply {
    if (p2 !== 0x00 && p2 !== 0x0c) return replyStatus(status.wrongParameters);
    switch (p1) {
      case 0x04: return isNameOfEnvironment(body) ? enterEnvironment() : enterApplication(body);
      case 0x00: return body.length === 0 || isFileId(body, masterFile) ? enterEnvironment() : selectFile(body);
      case 0x02: return selectFile(body);
      default: return replyStatus(status.wrongParameters);
    }
  }

  function selectFile(body: Buffer): Reply {
    if (body.length !== 2) return replyStatus(status.wrongLength);
    return isEnvironmentSelected ? files.select(body.readUInt16BE()) : replyStatus(status.fileNotFound);
  }

  /** Commands whose answer comes by GET RESPONSE where the terminal named no length, as T=0 wants it. */
  function answerLater(reply: Reply, le: number | null): Reply {
    const { body } = reply;
    if (body.length === 0 || le === 0 || le === body.length) return reply;
    waiting = Buffer.from(body);
    return replyStatus(le === null ? moreAvailable(body.length) : wrongExpectedLength(body.length));
  }

  function getResponse({ p1, p2, le }: CommandApdu, answer: Buffer): Reply {
    if (p1 !== 0 || p2 !== 0) return replyStatus(status.wrongParameters);
    if (answer.length === 0) return replyStatus(status.conditionsNotSatisfied);
    const wanted = le || answer.length;
    if (wanted > answer.length) {
      waiting = answer;
      return replyStatus(wrongExpectedLength(answer.length));
    }
    waiting = answer.subarray(wanted);
    return { body: answer.subarray(0, wanted), statusWord: waiting.length > 0 ? moreAvailable(waiting.length) : status.ok };
  }

  function dispatch(command: CommandApdu): Reply {
    const answer = waiting;
    waiting = Buffer.alloc(0);
    if (command.cla === proprietary) {
      return command.ins === instruction.changePin ? inEnvironment(() => security.changePin(command)) : replyStatus(status.unknownInstruction);
    }
    if (command.cla === secured) return inEnvironment(() => secure(command));
    if (command.cla === securedInterindustry && isUpdate(command)) return inEnvironment(() => rewriteSealed(command));
    if (command.cla !== interindustry) return replyStatus(status.wrongClass);
    switch (command.ins) {
      case instruction.select: return answerLater(select(command), command.le);
      case instruction.getResponse: return getResponse(command, answer);
      case instruction.getChallenge: return security.getChallenge(command);
      case instruction.readRecord: return inEnvironment(() => files.readRecord(command, security.rights));
      case instruction.readBinary: return inEnvironment(() => files.readBinary(command, security.rights));
      case instruction.updateRecord: return inEnvironment(() => files.updateRecord(command, security.rights));
      case instruction.updateBinary: return inEnvironment(() => files.updateBinary(command, security.rights));
      case instruction.internalAuthenticate: return inEnvironment(() => answerLater(security.internalAuthenticate(command), command.le));
      case instruction.externalAuthenticate: return inEnvironment(() => security.externalAuthenticate(command));
      case instruction.verify: return inEnvironment(() => security.verify(command));
      default: return replyStatus(status.unknownInstruction);
    }
  }

  /** Commands of the issuer, each under a MAC. */
  function secure(command: CommandApdu): Reply {
    switch (command.ins) {
      case instruction.managePin: return security.managePin(command);
      case instruction.blockApplication: return block(command, 'application');
      case instruction.blockCard: return block(command, 'card');
      default: return replyStatus(status.unknownInstruction);
    }
  }

  function block(command: CommandApdu, what: 'application' | 'card'): Reply {
    if (command.p1 !== 0 || command.p2 !== (what === 'application' ? 1 : 0)) return replyStatus(status.wrongParameters);
    const rest = security.unseal(command);
    if (rest?.length !== 0) return replyStatus(status.wrongSecureMessage);
    blocked = what;
    return replyStatus(status.ok);
  }

  /** UPDATE with a MAC behind what is to be written. */
  function rewriteSealed(command: CommandApdu): Reply {
    const body = security.unseal(command);
    if (!body) return replyStatus(status.wrongSecureMessage);
    const update = command.ins === instruction.updateRecord ? files.updateRecord : files.updateBinary;
    return update({ ...command, body: Buffer.from(body) }, security.rights);
  }

  /** What a blocked card answers; null where it is not blocked, or only answers what still concerns it. */
  function refusalOf(command: CommandApdu | null): Reply | null {
    if (blocked === 'application') return replyStatus(status.applicationLocked);
    if (blocked === 'card') return replyStatus(command?.ins === instruction.select ? status.cardBlocked : status.conditionsNotSatisfied);
    return null;
  }

  const inEnvironment = (work: () => Reply): Reply => (isEnvironmentSelected ? work() : replyStatus(status.conditionsNotSatisfied));

  return {
    atr: image.atr,
    powerOn: startAfresh,
    powerOff: startAfresh,
    transmit(bytes) {
      const command = parseCommand(bytes);
      return encodeReply(refusalOf(command) ?? (command ? dispatch(command) : replyStatus(status.wrongLength)));
    },
  };
}

const isUpdate = ({ ins }: CommandApdu): boolean => ins === instruction.updateRecord || ins === instruction.updateBinary;

const isNameOfEnvironment = (name: Buffer): boolean => name.equals(environmentName);

/** 6F { 84 name }: all that an application under the environment tells. */
const fciOf = (name: Buffer): Buffer => Buffer.from([0x6f, name.length + 2, 0x84, name.length, ...name]);

const isFileId = (body: Buffer, fileId: number): boolean => body.length === 2 && body.readUInt16BE() === fileId;
