import type { Position } from '@tierline/kernel';
import { ProblemError } from './problem.js';

/** A place in the history of a service's store. The epoch changes when a store was restored from an older copy. */
export interface EpochPosition {
  readonly epoch: number;
  readonly position: Position;
}

const FORMAT = 1;
const BYTES = 21;
const TEXT = /^[\w-]{28}$/;

/** Writes a position as clients carry it: opaque to them, safe in headers and URLs. */
export function encodePosition({ epoch, position }: EpochPosition): string {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(FORMAT, 0);
  bytes.writeUInt32BE(epoch, 1);
  bytes.writeBigUInt64BE(position.commit, 5);
  bytes.writeBigUInt64BE(position.prepare, 13);
  return bytes.toString('base64url');
}

/**
 * Reads a position token.
 *
 * @param parameter the name that the client knows it by
 * @throws {ProblemError} malformed-request, naming the parameter
 */
export function decodePosition(token: string, parameter: string): EpochPosition {
  const bytes = Buffer.from(token, 'base64url');
  if (!TEXT.test(token) || bytes.length !== BYTES || bytes.readUInt8(0) !== FORMAT) {
    throw new ProblemError('malformed-request', `${parameter} is not a position token of this service`);
  }
  return {
    epoch: bytes.readUInt32BE(1),
    position: { commit: bytes.readBigUInt64BE(5), prepare: bytes.readBigUInt64BE(13) },
  };
}
