import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import type { Reading } from '../core/reading.js';
import type { streams } from '../proto/stubs.js';
import type { AppendContext } from './append.js';
import { createBatches } from './batch-append.js';
import type { BatchChunk } from './batch-request.js';
import { toServiceError } from './errors.js';
import type { OpenCalls } from './open-calls.js';
import { readAll, readStream } from './read.js';
import { readReadRequest } from './read-request.js';
import { createSink } from './sink.js';
import { subscribeToAll, subscribeToStream } from './subscribe.js';

type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Buffer>;
type BatchCall = ServerDuplexStream<BatchChunk, Buffer>;

/** Ends a streaming call with an error, behind what was sent already. */
const failWith =
  (call: ReadCall | BatchCall) =>
  (error: unknown): void => {
    if (!call.cancelled && !call.writableEnded) call.emit('error', toServiceError(error));
  };

/** Runs a read or a subscription. `authorize` throws CallError when the caller may not read the stream or `$all`. */
export async function runRead(
  call: ReadCall,
  reading: Reading,
  authorize: (stream: string) => void,
  calls: OpenCalls,
): Promise<void> {
  const fail = failWith(call);
  call.once('close', calls.add(fail));
  const sink = createSink(call);
  try {
    const request = readReadRequest(call.request);
    const { target, count } = request;
    authorize(target ?? '$all');
    if (count === undefined && target === undefined) await subscribeToAll(request, reading, sink);
    else if (count === undefined) await subscribeToStream(request, target ?? '', reading, sink);
    else if (target === undefined) await readAll(request, reading, sink);
    else await readStream(request, target, reading, sink);
    call.end();
  } catch (error) {
    fail(error);
  }
}

// So many appends of one call may wait for the disk, or their answers for the client, before no more are taken.
const MOST_IN_HAND = 1024;

/** Runs a BatchAppend call until its client ends it. */
export function runBatchAppend(call: BatchCall, context: AppendContext, calls: OpenCalls): void {
  const fail = failWith(call);
  call.once('close', calls.add(fail));
  let ended = false;
  const throttle = (): void => {
    if (batches.unanswered() + call.writableLength >= MOST_IN_HAND) call.pause();
    else if (call.isPaused()) call.resume();
  };
  const batches = createBatches(context, (response) => {
    if (call.cancelled || call.writableEnded) return;
    call.write(response);
    throttle();
    if (ended && batches.unanswered() === 0) call.end();
  });
  call.on('data', (request: BatchChunk) => {
    try {
      batches.take(request);
      throttle();
    } catch (error) {
      fail(error);
    }
  });
  call.on('drain', throttle);
  call.on('end', () => {
    ended = true;
    if (batches.unanswered() === 0) call.end();
  });
}
