import crc32c from 'kafkajs/src/protocol/recordBatch/crc32C/index.js';
import type { OutgoingRecord } from './publication.js';

/** What the broker knows a transactional producer by. */
export interface ProducerIdentity {
  readonly producerId: string;
  readonly producerEpoch: number;
}

/** Records of one transaction for one partition. */
export interface Batch {
  readonly records: readonly OutgoingRecord[];
  /** How many bytes they take at most, uncompressed. */
  readonly bytes: number;
}

const MAGIC = 2;
const IS_TRANSACTIONAL = 1 << 4;
/** Where the length counts from, and where the checksum does: each begins behind itself. */
const LENGTH_END = 12;
const CHECKSUM_AT = 17;
const CHECKSUM_END = 21;
const HEAD = 61;
/** What a varint of 32 bits takes at most. */
const VARINT = 5;
const SEQUENCES = 2 ** 31;

/** The sequence number of what follows some records: behind the largest of 32 bits Kafka begins at 0 again. */
export const sequenceAfter = (first: number, records: number): number => (first + records) % SEQUENCES;

/**
 * Encodes records as Kafka stores them: a record batch of version 2, uncompressed, as part of a transaction.
 *
 * kafkajs makes an object with a buffer of its own for each record and each header, and one more for each length: nine tenths of
 * what writing a record costs.
 *
 * @param sequence the number of the first record among all of its producer and partition
 * @param at the time of all records, in milliseconds since 1970
 * @see https://kafka.apache.org/documentation/#recordbatch
 */
export function recordBatch(
  { records, bytes }: Batch,
  { producerId, producerEpoch }: ProducerIdentity,
  sequence: number,
  at: number,
): Buffer {
  const buffer = Buffer.allocUnsafe(HEAD + bytes);
  let end = HEAD;
  for (const [index, record] of records.entries()) end = writeRecord(buffer, end, record, index);
  buffer.writeBigInt64BE(0n, 0);
  buffer.writeInt32BE(end - LENGTH_END, 8);
  buffer.writeInt32BE(0, LENGTH_END);
  buffer.writeInt8(MAGIC, 16);
  buffer.writeInt16BE(IS_TRANSACTIONAL, CHECKSUM_END);
  buffer.writeInt32BE(records.length - 1, 23);
  buffer.writeBigInt64BE(BigInt(at), 27);
  buffer.writeBigInt64BE(BigInt(at), 35);
  buffer.writeBigInt64BE(BigInt(producerId), 43);
  buffer.writeInt16BE(producerEpoch, 51);
  buffer.writeInt32BE(sequence, 53);
  buffer.writeInt32BE(records.length, 57);
  buffer.writeUInt32BE(crc32c(buffer.subarray(CHECKSUM_END, end)), CHECKSUM_AT);
  return buffer.subarray(0, end);
}

/** @returns where it ends */
function writeRecord(buffer: Buffer, begin: number, { key, value, headers }: OutgoingRecord, index: number): number {
  // Its length comes first and is known last: it is written where the longest one has room, and what follows drawn up to it.
  const body = begin + VARINT;
  // No attributes, and no time but the batch's.
  let end = buffer.writeInt8(0, buffer.writeInt8(0, body));
  end = writeVarint(buffer, end, index);
  end = writeText(buffer, end, key);
  end = writeText(buffer, end, value);
  const names = Object.keys(headers);
  end = writeVarint(buffer, end, names.length);
  for (const name of names) {
    end = writeText(buffer, end, name);
    end = writeText(buffer, end, headers[name] ?? '');
  }
  const length = end - body;
  const drawnUp = writeVarint(buffer, begin, length);
  buffer.copyWithin(drawnUp, body, end);
  return drawnUp + length;
}

function writeText(buffer: Buffer, begin: number, text: string): number {
  const at = writeVarint(buffer, begin, Buffer.byteLength(text));
  return at + buffer.write(text, at);
}

/** Writes a whole number as Kafka does: zigzag, seven bits a byte, the lowest first. None here is negative. */
function writeVarint(buffer: Buffer, begin: number, number: number): number {
  let at = begin;
  let rest = number * 2;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) at = buffer.writeUInt8((rest & 0x7f) | 0x80, at);
  return buffer.writeUInt8(rest, at);
}
