import type { Expected } from '../core/expected.js';
import { decodeUuid } from '../proto/uuid.js';
import { readVarint64, visitFields } from '../proto/wire.js';
import type { ProposedMessage } from './requests.js';

// By hand, since the stubs take ten times as long, and most of what the server does is to take in appends.

/** What the first chunk of a batch says of all of it, as it came. `deadline` is in ms since the Unix epoch. */
export interface BatchOptions {
  readonly stream: string;
  readonly expected: Expected | undefined;
  readonly deadline: number | undefined;
}

/** One `BatchAppendReq`, as it came. */
export interface BatchChunk {
  readonly correlationId: string;
  readonly options: BatchOptions | undefined;
  readonly proposed: readonly ProposedMessage[];
  readonly isFinal: boolean;
}

/**
 * Decodes a `BatchAppendReq`. Payloads are views of `source`.
 * @throws RangeError when the bytes are no well-formed message
 */
export function decodeBatchRequest(source: Buffer): BatchChunk {
  let [correlationId, isFinal]: [string, boolean] = ['', false];
  let options: BatchOptions | undefined;
  const proposed: ProposedMessage[] = [];
  visitFields(source, 0, source.length, (field, value, end) => {
    if (field === 1) correlationId = decodeUuid(source, value, end);
    else if (field === 2) options = decodeOptions(source, value, end);
    else if (field === 3) proposed.push(decodeProposed(source, value, end));
    else if (field === 4) isFinal = value !== 0;
  });
  return { correlationId, options, proposed, isFinal };
}

const kinds = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' } as const;

function decodeOptions(source: Buffer, from: number, to: number): BatchOptions {
  let stream = '';
  let expected: Expected | undefined;
  let deadline: number | undefined;
  visitFields(source, from, to, (field, value, end, at) => {
    if (field === 1) stream = decodeStreamIdentifier(source, value, end);
    else if (field === 2) expected = { kind: 'revision', revision: readVarint64(source, at) };
    else if (field === 3 || field === 4 || field === 5) expected = { kind: kinds[field] };
    else if (field === 6) deadline = decodeTimestamp(source, value, end);
  });
  return { stream, expected, deadline };
}

function decodeStreamIdentifier(source: Buffer, from: number, to: number): string {
  let name = '';
  visitFields(source, from, to, (field, value, end) => {
    if (field === 3) name = source.toString('utf8', value, end);
  });
  return name;
}

function decodeTimestamp(source: Buffer, from: number, to: number): number {
  let [seconds, nanoseconds] = [0, 0];
  visitFields(source, from, to, (field, value, _end, at) => {
    if (field === 1) seconds = Number(BigInt.asIntN(64, readVarint64(source, at)));
    else if (field === 2) nanoseconds = value;
  });
  return seconds * 1_000 + nanoseconds / 1_000_000;
}

function decodeProposed(source: Buffer, from: number, to: number): ProposedMessage {
  let id = '';
  const properties = new Map<string, string>();
  let [metadata, data] = [source.subarray(0, 0), source.subarray(0, 0)];
  visitFields(source, from, to, (field, value, end) => {
    if (field === 1) id = decodeUuid(source, value, end);
    else if (field === 2) decodeProperty(source, value, end, properties);
    else if (field === 3) metadata = source.subarray(value, end);
    else if (field === 4) data = source.subarray(value, end);
  });
  return { id, type: properties.get('type'), contentType: properties.get('content-type'), metadata, data };
}

function decodeProperty(source: Buffer, from: number, to: number, properties: Map<string, string>): void {
  let [key, text] = ['', ''];
  visitFields(source, from, to, (field, value, end) => {
    if (field === 1) key = source.toString('utf8', value, end);
    else if (field === 2) text = source.toString('utf8', value, end);
  });
  properties.set(key, text);
}
