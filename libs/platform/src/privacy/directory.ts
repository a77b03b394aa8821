import { createHmac, randomUUID } from 'node:crypto';
import { Recent, streamName, type EventStore, type StreamName } from '@tierline/kernel';

/** Knows the token that stands for a personal value, and makes one for a value that is new. */
export interface Directory {
  /**
   * @param kind what the value is, as `device`: the same text of another kind has another token
   * @param value in the one form in which equal values are equal texts
   */
  tokenFor(kind: string, value: string): Promise<string>;
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
export function directory(store: EventStore, context: string, key: Buffer): Directory {
  const known = new Recent<StreamName, string>(REMEMBERED);

  const readToken = async (stream: StreamName): Promise<string | undefined> => {
    const [entry] = await store.read(stream);
    return entry && tokenOf(stream, entry.data);
  };

  const assignToken = async (stream: StreamName): Promise<string> => {
    const token = randomUUID();
    const entry = { id: randomUUID(), type: 'TokenAssigned', data: { token }, metadata: {} };
    if ((await store.append(stream, [entry], 'no-stream')) !== 'conflict') return token;
    const assigned = await readToken(stream);
    if (assigned === undefined) throw new Error(`${stream} exists but cannot be read`);
    return assigned;
  };

  return {
    tokenFor: async (kind, value) => {
      const hash = createHmac('sha256', key)
        .update(JSON.stringify([context, kind, value]))
        .digest('hex');
      const stream = streamName(`${context}_directory.${kind}`, hash);
      const token = known.get(stream) ?? (await readToken(stream)) ?? (await assignToken(stream));
      known.set(stream, token);
      return token;
    },
  };
}

function tokenOf(stream: StreamName, data: object): string {
  if ('token' in data && typeof data.token === 'string') return data.token;
  throw new Error(`the entry ${stream} of the directory holds no token`);
}
