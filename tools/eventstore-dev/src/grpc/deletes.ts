import type { Expected } from '../core/expected.js';
import type { Outcome } from '../core/writing.js';
import { shared, streams } from '../proto/stubs.js';
import { streamDeleted, wrongExpectedVersion } from './errors.js';
import { readExpected, readStreamName } from './requests.js';

type Options = InstanceType<typeof streams.DeleteReq.Options> | InstanceType<typeof streams.TombstoneReq.Options>;
type Request = InstanceType<typeof streams.DeleteReq> | InstanceType<typeof streams.TombstoneReq>;
type Deletion = (stream: string, expected: Expected) => Promise<Outcome>;

// What the trailers of a failed delete call the expectations that are no revision.
const NUMBERS = { no_stream: -1n, any: -2n, stream_exists: -4n };
const numberOf = (expected: Expected): bigint =>
  expected.kind === 'revision' ? expected.revision : NUMBERS[expected.kind];

/**
 * Runs a delete of either kind and gives its position in `$all`.
 * @param authorize throws CallError when the caller may not delete the stream
 * @throws CallError when the expectation does not hold or the stream is tombstoned
 */
export async function runDelete(
  request: Request,
  deletion: Deletion,
  authorize: (stream: string) => void,
): Promise<number | undefined> {
  const options: Options = request.getOptions() ?? new streams.DeleteReq.Options();
  const stream = readStreamName(options.getStreamIdentifier());
  const expected = readExpected(options, options.hasRevision() ? options.getRevision() : undefined);
  authorize(stream);
  const outcome = await deletion(stream, expected);
  if (outcome.kind === 'stream-deleted') throw streamDeleted(stream);
  if (outcome.kind === 'done') return outcome.position;
  throw wrongExpectedVersion(stream, numberOf(expected), BigInt(outcome.current ?? -1));
}

/** The answer to a delete that hid the stream. */
export function deleteResponse(at: number | undefined): InstanceType<typeof streams.DeleteResp> {
  const response = new streams.DeleteResp();
  if (at === undefined) response.setNoPosition(new shared.Empty());
  else {
    const position = new streams.DeleteResp.Position();
    position.setCommitPosition(String(at));
    position.setPreparePosition(String(at));
    response.setPosition(position);
  }
  return response;
}

/** The answer to a delete that ended the stream. */
export function tombstoneResponse(at: number | undefined): InstanceType<typeof streams.TombstoneResp> {
  const response = new streams.TombstoneResp();
  if (at === undefined) response.setNoPosition(new shared.Empty());
  else {
    const position = new streams.TombstoneResp.Position();
    position.setCommitPosition(String(at));
    position.setPreparePosition(String(at));
    response.setPosition(position);
  }
  return response;
}
