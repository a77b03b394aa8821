import { status } from '@grpc/grpc-js';
import type { Expected } from '../core/expected.js';
import type { ProposedEvent } from '../core/ledger.js';
import { appendSize, readExpected, readProposed, readStreamName, readUuid } from './requests.js';
import { streams } from '../proto/stubs.js';
import type { AppendContext } from './append.js';
import { batchError, batchOutcome, type BatchResponse } from './batch-responses.js';
import { CallError, invalidArgument, maximumAppendSizeExceeded } from './errors.js';

type Request = InstanceType<typeof streams.BatchAppendReq>;

interface Batch {
  readonly stream: string;
  readonly expected: Expected;
  /** ms since the Unix epoch; undefined when the client sets none. */
  readonly deadline: number | undefined;
  readonly events: ProposedEvent[];
  size: number;
  /** The first thing wrong with the batch: it is answered when the batch ends, as each id is answered once. */
  problem: CallError | undefined;
}

/**
 * The state of one BatchAppend call: many appends, interleaved, each in one or more chunks.
 * @param answer is called exactly once for each correlation id that came with its last chunk
 */
export function createBatches(context: AppendContext, answer: (response: BatchResponse) => void) {
  const open = new Map<string, Batch>();
  let unanswered = 0;

  const begin = (request: Request): Batch => {
    const options = request.getOptions();
    if (!options) throw invalidArgument('options: missing in the first chunk of a batch');
    const batch: Batch = {
      stream: readStreamName(options.getStreamIdentifier()),
      expected: readExpected(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined),
      deadline: options.getDeadline()?.toDate().getTime(),
      ...{ events: [], size: 0, problem: undefined },
    };
    return batch;
  };

  const take = (batch: Batch, request: Request): void => {
    if (batch.problem !== undefined) return;
    try {
      for (const message of request.getProposedMessagesList()) {
        const event = readProposed(message);
        batch.size += appendSize(event);
        if (batch.size > context.maxAppendSize) throw maximumAppendSizeExceeded(context.maxAppendSize);
        batch.events.push(event);
      }
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      batch.problem = error;
      batch.events.length = 0;
    }
  };

  const finish = async (id: string, { stream, expected, events, deadline, problem }: Batch): Promise<void> => {
    const judge = async (): Promise<BatchResponse> => {
      try {
        context.authorize(stream);
        if (deadline !== undefined && deadline <= Date.now()) throw new CallError(status.DEADLINE_EXCEEDED, 'Timeout');
        if (problem) throw problem;
        return batchOutcome(id, stream, expected, await context.writing.append(stream, expected, events));
      } catch (error) {
        return batchError(id, stream, expected, error);
      }
    };
    const response = await judge();
    unanswered -= 1;
    answer(response);
  };

  return {
    /** How many appends are complete and not answered yet. */
    unanswered: () => unanswered,

    /**
     * Takes in one chunk.
     * @throws CallError when it cannot be answered by its correlation id: the call has to end with it
     */
    take: (request: Request): void => {
      const id = readUuid(request.getCorrelationId(), 'correlation_id');
      const batch = open.get(id) ?? begin(request);
      take(batch, request);
      if (request.getIsFinal()) {
        open.delete(id);
        unanswered += 1;
        void finish(id, batch);
      } else open.set(id, batch);
    },
  };
}
