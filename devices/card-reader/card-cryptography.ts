/** Session key and authentication code of the social-security card with SM4 and two-key 3DES (key of 16 bytes, factor and raw of 8). */
import { createCipheriv } from 'node:crypto';

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
  const session = sessionKey(algorithm, key, factor);
  return algorithm === 'SM4' ? foldHalves(encipherBlock('sm4-ecb', session, padded(raw, smBlock))) : encipherSingleDes(session, raw);
}
