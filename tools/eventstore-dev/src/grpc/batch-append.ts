import { status } from '@grpc/grpc-js';
import type { Expected } from '../core/expected.js';
import type { ProposedEvent } from '../core/ledger.js';
import { appendSize, checkProposed, checkStreamName, checkUuid, expectationMissing } from './requests.js';
import type { AppendContext } from './append.js';
import type { BatchChunk } from './batch-request.js';
import { batchError, batchOutcome } from './batch-responses.js';
import { CallError, invalidArgument, maximumAppendSizeExceeded } from './errors.js';

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
export function createBatches(context: AppendContext, answer: (response: Buffer) => void) {
  const open = new Map<string, Batch>();
  let unanswered = 0;

  const begin = ({ options }: BatchChunk): Batch => {
    if (!options) throw invalidArgument('options: missing in the first chunk of a batch');
    const { expected, deadline } = options;
    if (!expected) throw expectationMissing();
    return { stream: checkStreamName(options.stream), expected, deadline, events: [], size: 0, problem: undefined };
  };

  const take = (batch: Batch, { proposed }: BatchChunk): void => {
    if (batch.problem !== undefined) return;
    try {
      for (const message of proposed) {
        const event = checkProposed(message);
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
    const judge = async (): Promise<Buffer> => {
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
    take: (chunk: BatchChunk): void => {
      const id = checkUuid(chunk.correlationId, 'correlation_id');
      const batch = open.get(id) ?? begin(chunk);
      take(batch, chunk);
      if (chunk.isFinal) {
        open.delete(id);
        unanswered += 1;
        void finish(id, batch);
      } else open.set(id, batch);
    },
  };
}
