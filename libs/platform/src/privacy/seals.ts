import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Sealed } from '@tierline/contracts';
import { Recent, StreamDestroyed, streamName, type ErasableStore, type StreamName } from '@tierline/kernel';

/** What is read of a kept value when its subject was forgotten. */
export const ERASED = 'Erased';

/** Seals personal values under the key of their subject, and opens them while that key exists. */
export interface Seals {
  /**
   * @param subject whose value it is: an internal id, which stays plain
   * @param place names the value within its command, so that the same command is sealed to the same text again
   * @returns the sealed value; `Erased` for a subject that was forgotten before
   */
  seal(subject: string, place: SealedPlace, value: string): Promise<Sealed>;
  /** @returns the value, or `Erased` when the subject was forgotten */
  open(subject: string, sealed: Sealed): Promise<string>;
  /** Destroys the key of a subject, for good: every value sealed under it reads as `Erased` from now on. */
  forget(subject: string): Promise<void>;
}

/** Which field of which command. */
export interface SealedPlace {
  readonly commandId: string;
  readonly field: string;
}

const REMEMBERED = 10_000;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'sealed1:';
const CIPHER = 'aes-256-gcm';

/**
 * Seals with keys that are streams of their own, wrapped by a master key.
 *
 * @param master 32 bytes; whoever has it and the streams can open everything that was not forgotten
 */
export function seals(store: ErasableStore, context: string, master: Buffer): Seals {
  const keys = new Recent<string, Buffer>(REMEMBERED);
  const keyStream = (subject: string): StreamName => streamName(`${context}_keys.subject`, subject);

  const storedKey = async (subject: string): Promise<Buffer | 'none' | 'destroyed'> => {
    try {
      const [made] = await store.read(keyStream(subject));
      return made ? unwrapped(master, subject, made.data) : 'none';
    } catch (error) {
      if (error instanceof StreamDestroyed) return 'destroyed';
      throw error;
    }
  };

  const keyOf = async (subject: string): Promise<Buffer | 'none' | 'destroyed'> => {
    const known = keys.get(subject) ?? (await storedKey(subject));
    if (known instanceof Buffer) keys.set(subject, known);
    return known;
  };

  const newKey = async (subject: string): Promise<Buffer | 'destroyed'> => {
    const key = randomBytes(KEY_BYTES);
    const wrapped = encrypted(master, randomBytes(NONCE_BYTES), key, subject).toString('base64');
    const made = { id: randomUUID(), type: 'KeyMade', data: { wrapped }, metadata: {} };
    if ((await store.append(keyStream(subject), [made], 'no-stream')) !== 'conflict') return key;
    const existing = await storedKey(subject);
    if (existing === 'none') throw new Error(`the key of ${subject} exists but cannot be read`);
    return existing;
  };

  return {
    seal: async (subject, place, value) => {
      const found = await keyOf(subject);
      const key = found === 'none' ? await newKey(subject) : found;
      if (key === 'destroyed') return ERASED as Sealed;
      keys.set(subject, key);
      // The nonce depends on the value too: a command id that is wrongly used twice must not repeat it.
      const nonce = createHmac('sha256', key)
        .update(JSON.stringify([place.commandId, place.field, value]))
        .digest();
      const bytes = encrypted(key, nonce.subarray(0, NONCE_BYTES), Buffer.from(value, 'utf8'), subject);
      return (FORMAT + bytes.toString('base64')) as Sealed;
    },
    open: async (subject, sealed) => {
      if (sealed === ERASED) return ERASED;
      // Never from memory: another replica may have been told to forget.
      const key = await storedKey(subject);
      if (key === 'destroyed' || key === 'none') return ERASED;
      if (!sealed.startsWith(FORMAT)) throw new Error('a sealed value has an unknown format');
      return decrypted(key, Buffer.from(sealed.slice(FORMAT.length), 'base64'), subject).toString('utf8');
    },
    forget: async (subject) => {
      keys.delete(subject);
      await store.destroy(keyStream(subject));
    },
  };
}

function unwrapped(master: Buffer, subject: string, data: object): Buffer {
  if (!('wrapped' in data) || typeof data.wrapped !== 'string') throw new Error(`the key of ${subject} is no key`);
  return decrypted(master, Buffer.from(data.wrapped, 'base64'), subject);
}

function encrypted(key: Buffer, nonce: Buffer, value: Buffer, subject: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(subject, 'utf8'));
  return Buffer.concat([nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]);
}

function decrypted(key: Buffer, bytes: Buffer, subject: string): Buffer {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(subject, 'utf8'));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
