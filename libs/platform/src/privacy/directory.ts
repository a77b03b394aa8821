import { createHmac, randomUUID } from 'node:crypto';
import { Recent, streamName, type ErasableStore, type StreamName } from '@tierline/kernel';

/** Knows the token that stands for a personal value, and makes one for a value that is new. */
export interface Directory {
  /**
   * @param kind what the value is, as `device`: the same text of another kind has another token
   * @param value in the one form in which equal values are equal texts
   * @param subject whose value it is, if it is to be forgotten with somebody
   */
  tokenFor(kind: string, value: string, subject?: string): Promise<string>;
  /** Removes every entry that was made or used for a subject. The values get new tokens if they come again. */
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
  const known = new Recent<string, string>(REMEMBERED);
  const listStream = (subject: string): StreamName => streamName(`${context}_directory.subject`, subject);

  const entryToken = async (stream: StreamName): Promise<string | undefined> => {
    const entry = (await store.read(stream)).at(-1);
    return entry && textOf(entry.data, 'token');
  };

  /** An entry is listed before it is made, so that no entry of a subject can be missing from the list. */
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

  const assignToken = async (stream: StreamName): Promise<string> => {
    const token = randomUUID();
    const entry = { id: randomUUID(), type: 'TokenAssigned', data: { token }, metadata: {} };
    if ((await store.append(stream, [entry], 'no-stream')) !== 'conflict') return token;
    const assigned = await entryToken(stream);
    if (assigned === undefined) throw new Error(`${stream} exists but cannot be read`);
    return assigned;
  };

  return {
    tokenFor: async (kind, value, subject) => {
      const hash = createHmac('sha256', key)
        .update(JSON.stringify([context, kind, value]))
        .digest('hex');
      const stream = streamName(`${context}_directory.${kind}`, hash);
      // What was remembered for one subject has not been listed for another.
      const remembered = `${stream} ${subject ?? ''}`;
      const found = known.get(remembered);
      if (found !== undefined) return found;
      if (subject !== undefined) await listed(subject, stream);
      const token = (await entryToken(stream)) ?? (await assignToken(stream));
      known.set(remembered, token);
      return token;
    },
    forget: async (subject) => {
      const entries = await store.read(listStream(subject));
      for (const { data } of entries) {
        const stream = textOf(data, 'stream') as StreamName;
        known.delete(`${stream} ${subject}`);
        await store.remove(stream);
      }
      await store.remove(listStream(subject));
    },
  };
}

function textOf(data: object, field: string): string {
  const value = (data as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'string') return value;
  throw new Error(`an entry of the directory has no ${field}`);
}
