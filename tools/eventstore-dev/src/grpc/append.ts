import type { Expected } from '../core/expected.js';
import type { ProposedEvent } from '../core/ledger.js';
import type { Outcome, Writing } from '../core/writing.js';
import { appendSize, readExpected, readProposed, readStreamName } from './requests.js';
import { shared, streams } from '../proto/stubs.js';
import { invalidArgument, maximumAppendSizeExceeded, streamDeleted } from './errors.js';

type Request = InstanceType<typeof streams.AppendReq>;
type Response = InstanceType<typeof streams.AppendResp>;

/** What an append of either kind needs from the rest of the server. */
export interface AppendContext {
  readonly writing: Writing;
  /** Limit of one append in bytes. */
  readonly maxAppendSize: number;
  /** Throws CallError when the caller may not write to the stream. */
  readonly authorize: (stream: string) => void;
}

/**
 * One append as a stream of messages: the options first, then one event each.
 * @throws CallError for a malformed, forbidden or oversized request and for a tombstoned stream
 */
export async function append(messages: AsyncIterable<Request>, context: AppendContext): Promise<Response> {
  let target: { stream: string; expected: Expected } | undefined;
  const events: ProposedEvent[] = [];
  let size = 0;
  for await (const message of messages) {
    const options = message.getOptions();
    const proposed = message.getProposedMessage();
    if (options) {
      if (target) throw invalidArgument('options: must come once, in the first message');
      const stream = readStreamName(options.getStreamIdentifier());
      const expected = readExpected(options, options.hasRevision() ? options.getRevision() : undefined);
      context.authorize(stream);
      target = { stream, expected };
    } else if (proposed && target) {
      const event = readProposed(proposed);
      events.push(event);
      size += appendSize(event);
      if (size > context.maxAppendSize) throw maximumAppendSizeExceeded(context.maxAppendSize);
    } else throw invalidArgument('the first message must hold options, each other one a proposed message');
  }
  if (!target) throw invalidArgument('options: missing');
  const { stream, expected } = target;
  return toResponse(stream, expected, await context.writing.append(stream, expected, events));
}

function toResponse(stream: string, expected: Expected, outcome: Outcome): Response {
  const response = new streams.AppendResp();
  if (outcome.kind === 'stream-deleted') throw streamDeleted(stream);
  if (outcome.kind === 'wrong-expected-version') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (outcome.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(outcome.current));
    if (expected.kind === 'revision') wrong.setExpectedRevision(String(expected.revision));
    else if (expected.kind === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
    else if (expected.kind === 'any') wrong.setExpectedAny(new shared.Empty());
    else wrong.setExpectedStreamExists(new shared.Empty());
    response.setWrongExpectedVersion(wrong);
    return response;
  }
  const success = new streams.AppendResp.Success();
  if (outcome.revision === undefined) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  if (outcome.position === undefined) success.setNoPosition(new shared.Empty());
  else {
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
  }
  response.setSuccess(success);
  return response;
}
