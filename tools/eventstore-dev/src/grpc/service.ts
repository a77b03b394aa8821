import { Server, status, type Metadata, type sendUnaryData } from '@grpc/grpc-js';
import type { ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import type { Action } from '../auth/acl.js';
import type { Guard } from '../auth/guard.js';
import type { Reading } from '../core/reading.js';
import type { Writing } from '../core/writing.js';
import type { streams } from '../proto/stubs.js';
import { append, type AppendContext } from './append.js';
import { runBatchAppend, runRead } from './call-handlers.js';
import { deleteResponse, runDelete, tombstoneResponse } from './deletes.js';
import { CallError, toServiceError } from './errors.js';
import { supportedMethods } from './features.js';
import { createOpenCalls, type OpenCalls } from './open-calls.js';
import { featuresService, streamsService } from './service-definition.js';

/** What the gRPC services rest on. */
export interface ServiceContext {
  readonly reading: Reading;
  readonly writing: Writing;
  /** Limit of one append in bytes. */
  readonly maxAppendSize: number;
  /** Throws CallError when who sent `metadata` may not do `action` to `stream`. */
  readonly authorize: Guard;
}

type AppendCall = ServerReadableStream<InstanceType<typeof streams.AppendReq>, unknown>;
type Answer<M extends 'AppendResp' | 'DeleteResp' | 'TombstoneResp'> = sendUnaryData<InstanceType<(typeof streams)[M]>>;

// A batch chunk of the client is 3 MiB, one event may have 16 MiB.
const CHANNEL = {
  'grpc.max_receive_message_length': 17 << 20,
  'grpc.max_send_message_length': -1,
  'grpc.enable_channelz': 0,
};

/** Answers a call that has one answer, once: with what `work` comes to, or why the server ends it before. */
function answerFrom<R>(work: Promise<R>, callback: sendUnaryData<R>, calls: OpenCalls): void {
  let open = true;
  const once = (send: () => void): void => {
    if (open) send();
    open = false;
    done();
  };
  const fail = (error: unknown): void => {
    once(() => {
      callback(toServiceError(error));
    });
  };
  const done = calls.add(fail);
  work.then((response) => {
    once(() => {
      callback(null, response);
    });
  }, fail);
}

/** The gRPC services; they do not listen. */
export interface Service {
  readonly server: Server;
  /** Ends what is in progress, so that clients reconnect, and resolves when it has ended. */
  readonly end: () => Promise<void>;
}

/** Makes the gRPC services. */
export function createService(context: ServiceContext): Service {
  const { reading, writing, authorize, maxAppendSize } = context;
  const calls = createOpenCalls();
  const check =
    ({ metadata }: { metadata: Metadata }, action: Action) =>
    (stream: string): void => {
      authorize(metadata, action, stream);
    };
  const appending = (call: { metadata: Metadata }): AppendContext => ({
    writing,
    maxAppendSize,
    authorize: check(call, 'write'),
  });

  const answer = <R>(work: Promise<R>, callback: sendUnaryData<R>): void => {
    answerFrom(work, callback, calls);
  };

  const server = new Server(CHANNEL);
  server.addService(featuresService, {
    getSupportedMethods: (_call: unknown, callback: sendUnaryData<unknown>) => {
      callback(null, supportedMethods());
    },
  });
  server.addService(streamsService, {
    read: (call: Parameters<typeof runRead>[0]) => void runRead(call, reading, check(call, 'read'), calls),
    batchAppend: (call: Parameters<typeof runBatchAppend>[0]) => {
      runBatchAppend(call, appending(call), calls);
    },
    append: (call: AppendCall, callback: Answer<'AppendResp'>) => {
      answer(append(call, appending(call)), callback);
    },
    delete: (
      call: ServerUnaryCall<InstanceType<typeof streams.DeleteReq>, unknown>,
      callback: Answer<'DeleteResp'>,
    ) => {
      const work = runDelete(call.request, writing.softDelete, check(call, 'delete'));
      answer(work.then(deleteResponse), callback);
    },
    tombstone: (
      call: ServerUnaryCall<InstanceType<typeof streams.TombstoneReq>, unknown>,
      callback: Answer<'TombstoneResp'>,
    ) => {
      const work = runDelete(call.request, writing.tombstone, check(call, 'delete'));
      answer(work.then(tombstoneResponse), callback);
    },
  });
  return {
    server,
    end: () => calls.endAll(new CallError(status.UNAVAILABLE, 'the server is stopping')),
  };
}
