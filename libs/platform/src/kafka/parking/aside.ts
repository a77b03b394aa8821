import type { IHeaders } from 'kafkajs';
import type { Violation } from '../../door/validate.js';
import { textHeaders } from '../cloud-events.js';
import type { UnreceivableReason } from '../receive.js';
import type { ConsumedRecord } from '../record.js';

/** Which record of an ingress topic: what was put aside is known by this. */
export interface RecordId {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** Why a record is a dead letter: it cannot be received, or what it asks for can never be done. */
export type DeadLetterReason = UnreceivableReason | 'unknown-stream' | 'command-id-reused' | 'invalid-marker';

/** Why a command is parked: it kept failing, or it stands behind one that did. */
export type ParkedReason = 'failed' | 'behind';

/** Why something was put aside, without any of its values. */
export interface Cause<Reason extends string = DeadLetterReason | ParkedReason> {
  readonly reason: Reason;
  readonly violations?: readonly Violation[];
  /** Of a failure: the name of the error. Its message may hold personal values. */
  readonly error?: string;
}

/** One part of a record that was put aside. */
export interface AsidePart {
  readonly id: RecordId;
  readonly cause: Cause<string>;
  /** From 1 on. */
  readonly part: number;
  readonly parts: number;
  /** When the record was written to its ingress topic, as ISO 8601. */
  readonly writtenAt: string;
}

/** Bytes that were put aside do not open: they were sealed with another key, or altered. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor(
    readonly id: RecordId,
    options?: ErrorOptions,
  ) {
    super(`the bytes of ${recordName(id)} do not open`, options);
  }
}

/** Encrypts bytes that may hold personal values. */
export type Seal = (bytes: Buffer) => Buffer | Promise<Buffer>;
/** Reads what `Seal` made. @throws {Error} when it was made with another key, or altered */
export type Open = (sealed: Buffer) => Buffer | Promise<Buffer>;

/** How a record is named for people: `topic/partition/offset`. */
export const recordName = ({ topic, partition, offset }: RecordId): string => `${topic}/${partition}/${offset}`;

/** A record that a broker took once may be too large to be taken again with more headers: it is put aside in parts. */
const PART_SIZE = 512 * 1024;
const OWN = 'tierline-';
const own = ['reason', 'topic', 'partition', 'offset', 'written-at', 'part', 'violations', 'error'].map(
  (name) => OWN + name,
);

/**
 * The parts in which a record is put aside: its own headers, why, and its bytes, sealed part by part. So each part may be taken from
 * any attempt to put the record aside.
 */
export async function asideParts(
  record: ConsumedRecord,
  { reason, violations = [], error }: Cause,
  seal: Seal,
): Promise<readonly { readonly value: Buffer | null; readonly headers: IHeaders }[]> {
  const parts = record.value === null ? [null] : partsOf(record.value);
  const common: IHeaders = {
    ...originalHeaders(record.headers),
    'tierline-reason': reason,
    'tierline-topic': record.topic,
    'tierline-partition': String(record.partition),
    'tierline-offset': record.offset,
    'tierline-written-at': new Date(record.timestamp).toISOString(),
    ...(violations.length > 0 && { 'tierline-violations': JSON.stringify(violations) }),
    ...(error !== undefined && { 'tierline-error': error }),
  };
  return Promise.all(
    parts.map(async (part, index) => ({
      value: part === null ? null : await seal(part),
      headers: { ...common, 'tierline-part': `${index + 1}/${parts.length}` },
    })),
  );
}

/** What the headers of a part say; nothing when they are not those of a part. */
export function asidePart(headers: IHeaders): AsidePart | undefined {
  const text = textHeaders(headers);
  const [, part, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(text['tierline-part'] ?? '') ?? [];
  const { 'tierline-topic': topic, 'tierline-partition': partition, 'tierline-offset': offset } = text;
  if (part === undefined || topic === undefined || !isNumber(partition) || !isNumber(offset)) return undefined;
  const violations = violationsOf(text['tierline-violations']);
  const error = text['tierline-error'];
  return {
    id: { topic, partition: Number(partition), offset },
    cause: { reason: text['tierline-reason'] ?? '', ...(error !== undefined && { error }), violations },
    part: Number(part),
    parts: Number(parts),
    writtenAt: text['tierline-written-at'] ?? '',
  };
}

/** Puts a record together again from all its parts, in their order. @throws {SealBroken} */
export async function originalRecord(
  key: Buffer | null,
  parts: readonly ConsumedRecord[],
  open: Open,
): Promise<ConsumedRecord> {
  const [first] = parts;
  const said = first && asidePart(first.headers);
  if (!said) throw new Error('these are not the parts of a record');
  const sealed = parts.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    ...said.id,
    key,
    value: sealed.length === 0 ? null : Buffer.concat(await openAll(said.id, sealed, open)),
    headers: originalHeaders(first.headers),
    timestamp: Date.parse(said.writtenAt),
  };
}

async function openAll(id: RecordId, sealed: readonly Buffer[], open: Open): Promise<readonly Buffer[]> {
  try {
    return await Promise.all(sealed.map(async (part) => open(part)));
  } catch (cause) {
    throw new SealBroken(id, { cause });
  }
}

/** The headers that a record came with. */
export const originalHeaders = (headers: IHeaders): IHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,19}$/.test(text);

function violationsOf(text: string | undefined): readonly Violation[] {
  if (text === undefined) return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? (read as Violation[]) : [];
  } catch {
    return [];
  }
}

function partsOf(bytes: Buffer): readonly Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / PART_SIZE));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * PART_SIZE, (index + 1) * PART_SIZE));
}
