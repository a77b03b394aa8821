/** Names of the streams that hold streams' metadata begin so. */
export const METASTREAM_PREFIX = '$$';
/** Type of the event that holds a stream's metadata. */
export const METADATA_TYPE = '$metadata';
/** What a soft delete writes into the metastream: truncate before 2^63 - 1. */
export const SOFT_DELETE = '{"$tb":9223372036854775807}';
// 2^63 - 1 is no JavaScript number: it reads as 2^63.
const DELETED_FROM = 2 ** 63;

/** Who may do what: roles or user names; a key that is missing falls back to the default. */
export type Acl = Partial<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', readonly string[]>>;

/** The parts of a stream's metadata that the server acts on; `maxAge` is in seconds. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAge?: number;
  readonly truncateBefore?: number;
  readonly acl?: Acl;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && Number.isInteger(value) ? value : undefined;

/** The JSON object in `data`; an empty one where there is none, as the real server takes it. */
export function parseJsonObject(data: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return isObject(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Reads an access control list as it stands in JSON; a single role may stand for a list. */
export function parseAcl(value: unknown): Acl | undefined {
  if (!isObject(value)) return undefined;
  const acl: Acl = {};
  for (const key of ['$r', '$w', '$d', '$mr', '$mw'] as const) {
    const roles = value[key];
    if (typeof roles === 'string') acl[key] = [roles];
    else if (Array.isArray(roles)) acl[key] = roles.filter((role) => typeof role === 'string');
  }
  return acl;
}

/** Reads the data of a `$metadata` event. Values of the wrong type or sign are as if they were missing. */
export function parseMetadata(data: Uint8Array): StreamMetadata {
  const json = parseJsonObject(data);
  const maxCount = wholeNumber(json['$maxCount']);
  const maxAge = wholeNumber(json['$maxAge']);
  const truncateBefore = wholeNumber(json['$tb']);
  const acl = parseAcl(json['$acl']);
  return {
    ...(maxCount && { maxCount }),
    ...(maxAge && { maxAge }),
    ...(truncateBefore !== undefined && { truncateBefore }),
    ...(acl && { acl }),
  };
}

/** Whether the metadata says that the stream was (softly) deleted. */
export const isSoftDeleted = (metadata: StreamMetadata): boolean => (metadata.truncateBefore ?? 0) >= DELETED_FROM;

/** The data of the `$metadata` event that brings a deleted stream back, to begin at `from`. */
export function revivedMetadata(data: Uint8Array | undefined, from: number): Buffer {
  return Buffer.from(JSON.stringify({ ...parseJsonObject(data ?? Buffer.alloc(0)), $tb: from }), 'utf8');
}

/** Name of the metastream of `stream`. */
export const metastreamOf = (stream: string): string => METASTREAM_PREFIX + stream;

/** The stream whose metadata `name` holds; undefined when it is not a metastream. */
export const ownerOf = (name: string): string | undefined =>
  name.startsWith(METASTREAM_PREFIX) ? name.slice(METASTREAM_PREFIX.length) : undefined;
