import type { Expected } from '../core/expected.js';
import type { ProposedEvent } from '../core/ledger.js';
import { invalidArgument, missingMetadata, type CallError } from './errors.js';
import type { shared, streams } from '../proto/stubs.js';
import { uuidOfHalves } from '../proto/uuid.js';

type Uuid = InstanceType<typeof shared.UUID>;
type Proposed = InstanceType<typeof streams.AppendReq.ProposedMessage>;

const CANONICAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An event as a message proposes it, before it is checked. */
export interface ProposedMessage {
  readonly id: string;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

/**
 * The UUID in canonical lower case.
 * @throws CallError INVALID_ARGUMENT when it is missing or no UUID; `what` names it
 */
export function checkUuid(uuid: string, what: string): string {
  const text = uuid.toLowerCase();
  if (!CANONICAL.test(text)) throw invalidArgument(`${what}: '${text}' is not a UUID`);
  return text;
}

function textOf(uuid: Uuid | undefined): string {
  const halves = uuid?.getStructured();
  return halves
    ? uuidOfHalves(BigInt(halves.getMostSignificantBits()), BigInt(halves.getLeastSignificantBits()))
    : (uuid?.getString() ?? '');
}

/**
 * The stream's name.
 * @throws CallError INVALID_ARGUMENT when it is empty
 */
export function checkStreamName(name: string): string {
  if (name === '') throw invalidArgument('stream_identifier: a stream name is required');
  return name;
}

/**
 * The stream's name.
 * @throws CallError INVALID_ARGUMENT when it is missing or empty
 */
export const readStreamName = (identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string =>
  checkStreamName(Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8'));

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw missingMetadata(name);
  return value;
}

/**
 * A proposed event that has all it must have.
 * @throws CallError INVALID_ARGUMENT naming what is missing or malformed
 */
export const checkProposed = ({ id, type, contentType, metadata, data }: ProposedMessage): ProposedEvent => ({
  id: checkUuid(id, 'proposed_message.id'),
  type: required('type', type),
  contentType: required('content-type', contentType),
  metadata,
  data,
});

/**
 * A proposed event.
 * @throws CallError INVALID_ARGUMENT naming what is missing or malformed
 */
export function readProposed(message: Proposed): ProposedEvent {
  const properties = message.getMetadataMap();
  return checkProposed({
    id: textOf(message.getId()),
    type: properties.get('type'),
    contentType: properties.get('content-type'),
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  });
}

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/**
 * The expected revision of an append or a delete; `revision` is given when the request carries one.
 * @throws CallError INVALID_ARGUMENT when the request says nothing
 */
export function readExpected(options: ExpectedOptions, revision: string | undefined): Expected {
  if (revision !== undefined) return { kind: 'revision', revision: BigInt(revision) };
  if (options.hasNoStream()) return { kind: 'no_stream' };
  if (options.hasAny()) return { kind: 'any' };
  if (options.hasStreamExists()) return { kind: 'stream_exists' };
  throw expectationMissing();
}

/** A request does not say what it expects of the stream. */
export const expectationMissing = (): CallError =>
  invalidArgument('expected_stream_revision: one of revision, no_stream, any, stream_exists is required');

/** Bytes that an event counts against the limit of one append. */
export const appendSize = ({ type, data, metadata }: ProposedEvent): number =>
  data.length + metadata.length + 2 * type.length;
