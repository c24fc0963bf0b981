/** Session key, authentication code, command MAC and enciphered data of the social-security card with SM4 and two-key 3DES (key of 16 bytes, factor and raw of 8). */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Algorithm of the application (FCI tag 9F0C/86). SSF33 is unpublished: only a PSAM or an HSM can do it. */
export type CardAlgorithm = '3DES' | 'SSF33' | 'SM4';
export type SoftwareAlgorithm = Exclude<CardAlgorithm, 'SSF33'>;

const smBlock = 16;

function encipherBlock(cipherName: string, key: Buffer, block: Buffer): Buffer {
  const cipher = createCipheriv(cipherName, key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

const padded = (bytes: Buffer, length: number): Buffer => Buffer.concat([bytes], length);

/** OpenSSL 3 keeps single DES in its legacy provider; triple DES with three equal keys is the same function. */
const encipherSingleDes = (key: Buffer, block: Buffer): Buffer => encipherBlock('des-ede3-ecb', Buffer.concat([key, key, key]), block);

/** `E(K, factor)`: 16 bytes with SM4, 8 bytes with two-key 3DES. */
export function sessionKey(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer): Buffer {
  return algorithm === 'SM4' ? encipherBlock('sm4-ecb', key, padded(factor, smBlock)) : encipherBlock('des-ede-ecb', key, factor);
}

function foldHalves(block: Buffer): Buffer {
  const half = block.length / 2;
  return Buffer.from(block.subarray(0, half).map((byte, at) => byte ^ (block[half + at] ?? 0)));
}

/** Eight bytes that prove knowledge of `key`: `raw` enciphered with the session key; 16-byte blocks are folded by exclusive or. */
export function authenticationCode(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer, raw: Buffer): Buffer {
  return foldAuthentication(algorithm, encipherWithSession(algorithm, sessionKey(algorithm, key, factor), authenticationBlock(algorithm, raw)));
}

/** What is enciphered of the eight bytes of `raw`: one block. */
export const authenticationBlock = (algorithm: SoftwareAlgorithm, raw: Buffer): Buffer => padded(raw, algorithm === 'SM4' ? smBlock : raw.length);

/** The eight bytes that are sent of the enciphered block. */
export const foldAuthentication = (algorithm: SoftwareAlgorithm, block: Buffer): Buffer => (algorithm === 'SM4' ? foldHalves(block) : block);

/** Whole blocks, one after another (ECB). */
export const encipherWithSession = (algorithm: SoftwareAlgorithm, session: Buffer, blocks: Buffer): Buffer =>
  (algorithm === 'SM4' ? encipherBlock('sm4-ecb', session, blocks) : encipherSingleDes(session, blocks));

const blockLength: Readonly<Record<SoftwareAlgorithm, number>> = { SM4: smBlock, '3DES': 8 };
const macLength = 4;

/** Appends `80 00…` up to the next block boundary; a whole block more where the bytes already end on one. */
function closed(bytes: Buffer, block: number): Buffer {
  const padding = Buffer.alloc(block - (bytes.length % block));
  padding[0] = 0x80;
  return Buffer.concat([bytes, padding]);
}

function lastChainedBlock(algorithm: SoftwareAlgorithm, session: Buffer, input: Buffer): Buffer {
  const block = blockLength[algorithm];
  const cipher = algorithm === 'SM4'
    ? createCipheriv('sm4-cbc', session, Buffer.alloc(block))
    : createCipheriv('des-ede3-cbc', Buffer.concat([session, session, session]), Buffer.alloc(block));
  return cipher.setAutoPadding(false).update(input).subarray(-block);
}

/** Folds a block to the four bytes of a MAC: the leftmost of an 8-byte block, the exclusive or of the four words of a 16-byte one. */
function foldToMac(block: Buffer): Buffer {
  const mac = Buffer.from(block.subarray(0, macLength));
  if (block.length === smBlock) block.subarray(macLength).forEach((byte, at) => (mac[at % macLength] = (mac[at % macLength] ?? 0) ^ byte));
  return mac;
}

/** Four bytes over a command: header, Lc that counts the MAC too, and the data field as it is sent. */
export function commandMac(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer, command: Buffer): Buffer {
  return foldToMac(lastChainedBlock(algorithm, sessionKey(algorithm, key, factor), closed(command, blockLength[algorithm])));
}

/** A data field enciphered for the card: its length, itself, filled to whole blocks. The clear copy made on the way is zeroed. */
export function encipherField(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer, field: Buffer): Buffer {
  const block = blockLength[algorithm];
  const clear = Buffer.alloc(Math.ceil((1 + field.length) / block) * block);
  clear[0] = field.length;
  field.copy(clear, 1);
  if (1 + field.length < clear.length) clear[1 + field.length] = 0x80;
  try {
    return encipherWithSession(algorithm, sessionKey(algorithm, key, factor), clear);
  } finally {
    clear.fill(0);
  }
}

/** The field behind `encipherField`; null where the bytes are no whole blocks or hold no field of the length they tell. */
export function decipherField(algorithm: SoftwareAlgorithm, key: Buffer, factor: Buffer, enciphered: Buffer): Buffer | null {
  if (enciphered.length === 0 || enciphered.length % blockLength[algorithm] !== 0) return null;
  const session = sessionKey(algorithm, key, factor);
  const decipher = algorithm === 'SM4'
    ? createDecipheriv('sm4-ecb', session, null)
    : createDecipheriv('des-ede3-ecb', Buffer.concat([session, session, session]), null);
  const clear = decipher.setAutoPadding(false).update(enciphered);
  const length = clear[0] ?? 0;
  return length < clear.length ? clear.subarray(1, 1 + length) : null;
}
