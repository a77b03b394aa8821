import { createHmac, createSecretKey, randomUUID } from 'node:crypto';
import { Recent, streamName, type ErasableStore, type StreamName } from '@tierline/kernel';

/** Knows the token that stands for a personal value, and makes one for a value that is new. */
export interface Directory {
  /**
   * @param kind what the value is, as `device`: the same text of another kind has another token
   * @param value in the one form in which equal values are equal texts
   * @param subject whose value it is, if it is to be forgotten with somebody; the same text has another token with somebody else
   */
  tokenFor(kind: string, value: string, subject?: string): Promise<string>;
  /** Removes every entry of a subject, and none of anybody else. The values get new tokens if they come again. */
  forget(subject: string): Promise<void>;
}

const REMEMBERED = 50_000;

/**
 * A directory whose entries are streams, named by a keyed hash of the value and never by the value.
 *
 * The stream is made with `no_stream`, so that replicas that meet a new value at once agree on one token. Tokens are random:
 * whoever has them but neither the key nor the directory can tell nothing about the values.
 *
 * @param context the service whose directory it is; contexts do not share tokens
 * @param key the secret of the keyed hash, 32 bytes
 */
export function directory(store: ErasableStore, context: string, key: Buffer): Directory {
  const known = new Recent<StreamName, string>(REMEMBERED);
  // Each hash would make one of the bytes, which takes ten times as long as the hash.
  const secret = createSecretKey(key);
  const listStream = (subject: string): StreamName => streamName(`${context}_directory.subject`, subject);

  const entryToken = async (stream: StreamName): Promise<string | undefined> => {
    const entry = (await store.read(stream)).at(-1);
    return entry && textOf(entry.data, 'token');
  };

  /** Lists an entry before it is made, so that none of a subject can be missing from its list. */
  const listed = async (subject: string, stream: StreamName): Promise<void> => {
    const list = listStream(subject);
    for (;;) {
      const entries = await store.read(list);
      if (entries.some(({ data }) => textOf(data, 'stream') === stream)) return;
      const entry = { id: randomUUID(), type: 'ValueListed', data: { stream }, metadata: {} };
      const last = entries.at(-1);
      if ((await store.append(list, [entry], last ? last.revision : 'no-stream')) !== 'conflict') return;
    }
  };

  /** Without looking first: most values are new, and what is stored answers for those that are not. */
  const assignedToken = async (stream: StreamName): Promise<string> => {
    for (;;) {
      const token = randomUUID();
      const entry = { id: randomUUID(), type: 'TokenAssigned', data: { token }, metadata: {} };
      if ((await store.append(stream, [entry], 'no-stream')) !== 'conflict') return token;
      // It has one, unless that was forgotten at once.
      const assigned = await entryToken(stream);
      if (assigned !== undefined) return assigned;
    }
  };

  const remembered = async (stream: StreamName): Promise<string> => {
    const token = known.get(stream) ?? (await assignedToken(stream));
    known.set(stream, token);
    return token;
  };

  /** Never from memory: another replica may have been told to forget. */
  const listedToken = async (stream: StreamName, subject: string): Promise<string> => {
    const [, token] = await Promise.all([listed(subject, stream), entryToken(stream)]);
    if (token !== undefined) return token;
    const made = await assignedToken(stream);
    // Whoever forgot the subject meanwhile may have removed the list, and not this entry.
    await listed(subject, stream);
    return made;
  };

  return {
    tokenFor: (kind, value, subject) => {
      const hash = createHmac('sha256', secret)
        .update(JSON.stringify([context, kind, value, ...(subject === undefined ? [] : [subject])]))
        .digest('hex');
      const stream = streamName(`${context}_directory.${kind}`, hash);
      return subject === undefined ? remembered(stream) : listedToken(stream, subject);
    },
    forget: async (subject) => {
      const list = listStream(subject);
      for (;;) {
        const entries = await store.read(list);
        const last = entries.at(-1);
        if (!last) return;
        const removeAll = async () => {
          for (const { data } of entries) await store.remove(textOf(data, 'stream') as StreamName);
        };
        await removeAll();
        if ((await store.remove(list, last.revision)) === 'conflict') continue;
        // Once more, for an entry that was made again before its list was gone.
        await removeAll();
        return;
      }
    },
  };
}

function textOf(data: object, field: string): string {
  const value = (data as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'string') return value;
  throw new Error(`an entry of the directory has no ${field}`);
}
