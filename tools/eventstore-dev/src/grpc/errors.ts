import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { DiskFullError } from '../log/disk-full.js';

/** A call fails with this; `trailers` tell the client which of its errors to raise. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly code: status,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

// Trailers are ASCII; other characters are percent-encoded. What the real server does with them is not known.
const ascii = (text: string): string => text.replace(/[^ -~]/gu, encodeURIComponent);

/** Turns any error into what gRPC sends. */
export function toServiceError(error: unknown): ServiceError {
  const full = error instanceof DiskFullError;
  const known = full
    ? new CallError(status.RESOURCE_EXHAUSTED, error.message)
    : error instanceof CallError
      ? error
      : undefined;
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(known?.trailers ?? {})) metadata.set(key, ascii(value));
  const message = error instanceof Error ? error.message : String(error);
  const base = error instanceof Error ? error : new Error(message);
  return Object.assign(base, { code: known?.code ?? status.UNKNOWN, details: ascii(message), metadata });
}

/** The stream ended with a tombstone. */
export const streamDeleted = (stream: string): CallError =>
  new CallError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** The expected revision of a delete does not hold; revisions are int64 text, -1 for no stream. */
export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): CallError =>
  new CallError(
    status.FAILED_PRECONDITION,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

/** An append is larger than the server takes. */
export const maximumAppendSizeExceeded = (limit: number): CallError =>
  new CallError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

/** A proposed event lacks what every event must have. */
export const missingMetadata = (property: string): CallError =>
  new CallError(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': property,
  });

/** The request contradicts itself or the protocol. */
export const invalidArgument = (reason: string): CallError => new CallError(status.INVALID_ARGUMENT, reason);

/** The caller may not do this. */
export const accessDenied = (): CallError =>
  new CallError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

/** The caller's credentials are wrong. */
export const unauthenticated = (): CallError => new CallError(status.UNAUTHENTICATED, 'Authentication failed.');
