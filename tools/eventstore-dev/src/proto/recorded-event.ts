import { fieldSize, varintSize, varintTag, visitFields, writeHeader, writeVarint } from './wire.js';

/** The revision of a tombstone, 2^63 - 1, as it is stored; in memory it reads as the number 2^63. */
export const TOMBSTONE_REVISION = 9223372036854775807n;

/** What one stored event says; `created` is in ms since the Unix epoch, `position` its place in `$all`. */
export interface RecordedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number | bigint;
  readonly position: number;
  readonly type: string;
  readonly contentType: string;
  readonly created: number;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

const TICKS_PER_MS = 10_000;
const entrySize = (key: string, valueLength: number): number => fieldSize(key.length) + fieldSize(valueLength);

/** Encodes `event` as the protocol's `ReadResp.ReadEvent.RecordedEvent`, the form in which it is stored. */
export function encodeRecordedEvent(event: RecordedEvent): Buffer {
  const { id, revision, position, metadata, data } = event;
  const stream = Buffer.from(event.stream, 'utf8');
  const entries: [string, Buffer][] = [
    ['type', Buffer.from(event.type, 'utf8')],
    ['content-type', Buffer.from(event.contentType, 'utf8')],
    ['created', Buffer.from(String(event.created * TICKS_PER_MS), 'latin1')],
  ];
  const mapSize = entries.reduce((sum, [key, value]) => sum + fieldSize(entrySize(key, value.length)), 0);
  const size =
    fieldSize(fieldSize(id.length)) +
    fieldSize(fieldSize(stream.length)) +
    (1 + varintSize(revision)) +
    2 * (1 + varintSize(position)) +
    mapSize +
    fieldSize(metadata.length) +
    fieldSize(data.length);
  const target = Buffer.allocUnsafe(size);
  let at = writeHeader(target, 0, 1, fieldSize(id.length));
  at = writeHeader(target, at, 2, id.length);
  at += target.write(id, at, 'latin1');
  at = writeHeader(target, at, 2, fieldSize(stream.length));
  at = writeHeader(target, at, 3, stream.length);
  at += stream.copy(target, at);
  target[at] = varintTag(3);
  at = writeVarint(target, at + 1, revision);
  for (const field of [4, 5]) {
    target[at] = varintTag(field);
    at = writeVarint(target, at + 1, position);
  }
  for (const [key, value] of entries) {
    at = writeHeader(target, at, 6, entrySize(key, value.length));
    at = writeHeader(target, at, 1, key.length);
    at += target.write(key, at, 'latin1');
    at = writeHeader(target, at, 2, value.length);
    at += value.copy(target, at);
  }
  at = writeHeader(target, at, 7, metadata.length);
  target.set(metadata, at);
  at = writeHeader(target, at + metadata.length, 8, data.length);
  target.set(data, at);
  return target;
}

/**
 * Decodes a stored event. `data` and `metadata` are views of `source`.
 * @throws RangeError when `source` is no well-formed event.
 */
export function decodeRecordedEvent(source: Buffer, from = 0, to = source.length): RecordedEvent {
  const text = (start: number, end: number): string => source.toString('utf8', start, end);
  const inner = (field: number, start: number, end: number): string => {
    let found = '';
    visitFields(source, start, end, (at, value, last) => {
      if (at === field) found = text(value, last);
    });
    return found;
  };
  const properties = new Map<string, string>();
  let [id, stream, revision, position] = ['', '', 0, 0];
  let [metadata, data] = [source.subarray(0, 0), source.subarray(0, 0)];
  visitFields(source, from, to, (field, value, end) => {
    if (field === 1) id = inner(2, value, end);
    else if (field === 2) stream = inner(3, value, end);
    else if (field === 3) revision = value;
    else if (field === 5) position = value;
    else if (field === 6) properties.set(inner(1, value, end), inner(2, value, end));
    else if (field === 7) metadata = source.subarray(value, end);
    else if (field === 8) data = source.subarray(value, end);
  });
  const [type = '', contentType = ''] = [properties.get('type'), properties.get('content-type')];
  const created = Number(properties.get('created') ?? 0) / TICKS_PER_MS;
  return { id, stream, revision, position, type, contentType, created, metadata, data };
}
