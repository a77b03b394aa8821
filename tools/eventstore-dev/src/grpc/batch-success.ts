import type { Expected } from '../core/expected.js';
import type { Outcome } from '../core/writing.js';
import { fieldSize, varintSize, varintTag, writeHeader, writeVarint } from '../proto/wire.js';

/** Field numbers of `BatchAppendResp`'s expectations that are no revision. */
const expectations = { no_stream: 6, any: 7, stream_exists: 8 } as const;

/** Encodes the `BatchAppendResp` of an append that was done, by hand as nearly all answers are such. */
export function encodeBatchSuccess(
  id: string,
  stream: string,
  expected: Expected,
  { revision, position }: Extract<Outcome, { kind: 'done' }>,
): Buffer {
  const name = Buffer.from(stream, 'utf8');
  const positions = position === undefined ? 0 : 2 * (1 + varintSize(position));
  const success = (revision === undefined ? 2 : 1 + varintSize(revision)) + fieldSize(positions);
  const expectation = expected.kind === 'revision' ? 1 + varintSize(expected.revision) : 2;
  const size = fieldSize(fieldSize(id.length)) + fieldSize(success) + fieldSize(fieldSize(name.length)) + expectation;
  const target = Buffer.allocUnsafe(size);

  let at = writeHeader(target, 0, 1, fieldSize(id.length));
  at = writeHeader(target, at, 2, id.length);
  at += target.write(id, at, 'latin1');
  at = writeHeader(target, at, 3, success);
  if (revision === undefined) at = writeHeader(target, at, 2, 0);
  else at = writeNumber(target, at, 1, revision);
  at = writeHeader(target, at, position === undefined ? 4 : 3, positions);
  if (position !== undefined) at = writeNumber(target, writeNumber(target, at, 1, position), 2, position);
  at = writeHeader(target, at, 4, fieldSize(name.length));
  at = writeHeader(target, at, 3, name.length);
  at += name.copy(target, at);
  if (expected.kind === 'revision') writeNumber(target, at, 5, expected.revision);
  else writeHeader(target, at, expectations[expected.kind], 0);
  return target;
}

function writeNumber(target: Buffer, at: number, field: number, value: number | bigint): number {
  target[at] = varintTag(field);
  return writeVarint(target, at + 1, value);
}
