import { status } from '@grpc/grpc-js';
import type { Expected } from '../core/expected.js';
import type { Outcome } from '../core/writing.js';
import { streamIdentifier } from '../proto/read-responses.js';
import { any, codes, empty, shared, status as statusStubs, streams } from '../proto/stubs.js';
import { encodeBatchSuccess } from './batch-success.js';
import { toServiceError } from './errors.js';

type BatchResponse = InstanceType<typeof streams.BatchAppendResp>;

interface Detail {
  serializeBinary(): Uint8Array;
}

function base(id: string, stream: string, expected: Expected): BatchResponse {
  const response = new streams.BatchAppendResp();
  const uuid = new shared.UUID();
  uuid.setString(id);
  response.setCorrelationId(uuid);
  response.setStreamIdentifier(streamIdentifier(stream));
  if (expected.kind === 'revision') response.setStreamPosition(String(expected.revision));
  else if (expected.kind === 'no_stream') response.setNoStream(new empty.Empty());
  else if (expected.kind === 'any') response.setAny(new empty.Empty());
  else response.setStreamExists(new empty.Empty());
  return response;
}

function failed(response: BatchResponse, code: status, message: string, name: string, detail: Detail): Buffer {
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const error = new statusStubs.Status();
  error.setCode(codes.Code[status[code] as keyof typeof codes.Code]);
  error.setMessage(message);
  error.setDetails(packed);
  response.setError(error);
  return Buffer.from(response.serializeBinary());
}

/** Answers an append that was judged. */
export function batchOutcome(id: string, stream: string, expected: Expected, outcome: Outcome): Buffer {
  if (outcome.kind === 'done') return encodeBatchSuccess(id, stream, expected, outcome);
  const response = base(id, stream, expected);
  if (outcome.kind === 'stream-deleted') {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(streamIdentifier(stream));
    return failed(
      response,
      status.FAILED_PRECONDITION,
      `Event stream '${stream}' is deleted.`,
      'StreamDeleted',
      deleted,
    );
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.current === undefined) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  if (expected.kind === 'revision') wrong.setExpectedStreamPosition(String(expected.revision));
  else if (expected.kind === 'no_stream') wrong.setExpectedNoStream(new empty.Empty());
  else if (expected.kind === 'any') wrong.setExpectedAny(new empty.Empty());
  else wrong.setExpectedStreamExists(new empty.Empty());
  return failed(response, status.FAILED_PRECONDITION, 'WrongExpectedVersion', 'WrongExpectedVersion', wrong);
}

/** Answers an append that could not be judged or stored. */
export function batchError(id: string, stream: string, expected: Expected, error: unknown): Buffer {
  const response = base(id, stream, expected);
  const { code, details, metadata } = toServiceError(error);
  const limit = metadata.get('maximum-append-size')[0];
  if (limit !== undefined) {
    const exceeded = new shared.MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(Number(limit));
    return failed(response, code, details, 'MaximumAppendSizeExceeded', exceeded);
  }
  if (code === status.PERMISSION_DENIED || code === status.UNAUTHENTICATED) {
    return failed(response, code, details, 'AccessDenied', new shared.AccessDenied());
  }
  if (code === status.DEADLINE_EXCEEDED) return failed(response, code, details, 'Timeout', new shared.Timeout());
  // Of details that it does not know the client shows the status's message; of Unknown it shows nothing.
  if (code === status.INVALID_ARGUMENT || code === status.RESOURCE_EXHAUSTED) {
    const bad = new shared.BadRequest();
    bad.setMessage(details);
    return failed(response, code, details, 'BadRequest', bad);
  }
  return failed(response, code, details, 'Unknown', new shared.Unknown());
}
