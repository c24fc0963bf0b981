/** Sealing of what the journal keeps about a person: AES-256-GCM under a key that never leaves this kiosk. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Length of a journal key. */
export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

export interface Seal {
  /** First 16 hex digits of the key's SM3 hash: tells which key sealed a row. */
  readonly keyId: string;
  /** Nonce (12) ‖ tag (16) ‖ ciphertext. `bound`: what the sealed text belongs to; it opens for nothing else. */
  seal(text: string, bound: string): Uint8Array;
  /** Null where the key, the binding or a single bit differs. */
  open(sealed: Uint8Array, bound: string): string | null;
}

/** Throws a RangeError for a key of another length than `keyBytes`. */
export function createSeal(key: Uint8Array): Seal {
  if (key.length !== keyBytes) throw new RangeError(`the journal key must have ${keyBytes} bytes`);
  return {
    keyId: createHash('sm3').update(key).digest('hex').slice(0, 16),
    seal(text, bound) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
    },
    open(sealed, bound) {
      if (sealed.length < nonceBytes + tagBytes) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
          .setAAD(Buffer.from(bound))
          .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
