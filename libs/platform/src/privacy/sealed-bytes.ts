import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts bytes that are put aside, and reads them again. */
export interface SealedBytes {
  readonly seal: (bytes: Buffer) => Buffer;
  /** @throws {Error} when they were sealed by another key or for another purpose, or were altered */
  readonly open: (sealed: Buffer) => Buffer;
}

/**
 * Seals bytes under a key of their own, derived from the master key.
 *
 * @param purpose what they are; bytes of one purpose do not open as another
 */
export function sealedBytes(master: Buffer, purpose: string): SealedBytes {
  const key = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, KEY_BYTES));
  return {
    seal: (bytes) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}
