import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import { decodeBatchRequest } from './batch-request.js';
import { features, shared, streams } from '../proto/stubs.js';

interface Message {
  serializeBinary(): Uint8Array;
}
interface MessageType<M extends Message> {
  deserializeBinary(bytes: Uint8Array): M;
}

const encode = (message: Message): Buffer => Buffer.from(message.serializeBinary());
const same = (bytes: Buffer): Buffer => bytes;

function method<Q extends Message, R extends Message>(
  path: string,
  request: MessageType<Q>,
  response: MessageType<R>,
  streaming: { request?: boolean; response?: boolean } = {},
): MethodDefinition<Q, R> {
  return {
    path,
    requestStream: streaming.request ?? false,
    responseStream: streaming.response ?? false,
    requestSerialize: encode,
    requestDeserialize: (bytes) => request.deserializeBinary(bytes),
    responseSerialize: encode,
    responseDeserialize: (bytes) => response.deserializeBinary(bytes),
  };
}

const STREAMS = '/event_store.client.streams.Streams';

/** The Streams service; answers to reads and to batch appends are bytes already. */
export const streamsService = {
  read: {
    ...method(`${STREAMS}/Read`, streams.ReadReq, streams.ReadResp, { response: true }),
    responseSerialize: same,
    responseDeserialize: same,
  },
  append: method(`${STREAMS}/Append`, streams.AppendReq, streams.AppendResp, { request: true }),
  batchAppend: {
    ...method(`${STREAMS}/BatchAppend`, streams.BatchAppendReq, streams.BatchAppendResp, {
      request: true,
      response: true,
    }),
    requestDeserialize: decodeBatchRequest,
    responseSerialize: same,
  },
  delete: method(`${STREAMS}/Delete`, streams.DeleteReq, streams.DeleteResp),
  tombstone: method(`${STREAMS}/Tombstone`, streams.TombstoneReq, streams.TombstoneResp),
} satisfies ServiceDefinition;

/** The service that tells clients which methods there are. */
export const featuresService = {
  getSupportedMethods: method(
    '/event_store.client.server_features.ServerFeatures/GetSupportedMethods',
    shared.Empty,
    features.SupportedMethods,
  ),
} satisfies ServiceDefinition;
