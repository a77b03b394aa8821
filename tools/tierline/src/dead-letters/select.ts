import { recordName, type PutAside } from '@tierline/platform';

/** What somebody means: by names, by keys, or by what they have in common. */
export interface Selection {
  /** As `topic/partition/offset` of the ingress record. */
  readonly ids: readonly string[];
  /** As `keyText` shows them. */
  readonly keys: readonly string[];
  readonly filter: {
    readonly topic?: string;
    readonly reason?: string;
    readonly error?: string;
    /** Put aside at this moment or later, in milliseconds since 1970. */
    readonly since?: number;
  };
}

/** How a key is shown and asked for: as text when it is some, in base64 when it is not. */
export function keyText(key: Buffer | null): string {
  if (key === null) return '-';
  const text = key.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(key) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text);
  return isText ? text : `base64:${key.toString('base64')}`;
}

/** Whether anything is said about what is meant. */
export const saysAnything = ({ ids, keys, filter }: Selection): boolean =>
  ids.length > 0 || keys.length > 0 || Object.keys(filter).length > 0;

/** What of all that was put aside is meant. Names, keys and filters narrow one another. */
export function select(all: readonly PutAside[], { ids, keys, filter }: Selection): readonly PutAside[] {
  const { topic, reason, error, since = Number.NEGATIVE_INFINITY } = filter;
  return all.filter(
    ({ id, key, cause, asideAt }) =>
      (ids.length === 0 || ids.includes(recordName(id))) &&
      (keys.length === 0 || keys.includes(keyText(key))) &&
      (topic === undefined || topic === id.topic) &&
      (reason === undefined || reason === cause.reason) &&
      (error === undefined || error === cause.error) &&
      Date.parse(asideAt) >= since,
  );
}

/** What was asked for by name and is not there. */
export const missing = (all: readonly PutAside[], { ids }: Selection): readonly string[] =>
  ids.filter((name) => !all.some(({ id }) => recordName(id) === name));
