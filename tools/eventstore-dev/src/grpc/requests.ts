import type { Expected } from '../core/expected.js';
import type { ProposedEvent } from '../core/ledger.js';
import { invalidArgument, missingMetadata } from './errors.js';
import type { shared, streams } from '../proto/stubs.js';

type Uuid = InstanceType<typeof shared.UUID>;
type Proposed = InstanceType<typeof streams.AppendReq.ProposedMessage>;
type BatchProposed = InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;

const CANONICAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function fromHalves(most: string, least: string): string {
  const hex = [most, least].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The UUID in canonical lower case.
 * @throws CallError INVALID_ARGUMENT when it is missing or no UUID; `what` names it
 */
export function readUuid(uuid: Uuid | undefined, what: string): string {
  const halves = uuid?.getStructured();
  if (halves) return fromHalves(halves.getMostSignificantBits(), halves.getLeastSignificantBits());
  const text = (uuid?.getString() ?? '').toLowerCase();
  if (!CANONICAL.test(text)) throw invalidArgument(`${what}: '${text}' is not a UUID`);
  return text;
}

/**
 * The stream's name.
 * @throws CallError INVALID_ARGUMENT when it is missing or empty
 */
export function readStreamName(identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw invalidArgument('stream_identifier: a stream name is required');
  return name;
}

/**
 * A proposed event.
 * @throws CallError INVALID_ARGUMENT naming what is missing or malformed
 */
export function readProposed(message: Proposed | BatchProposed): ProposedEvent {
  const properties = message.getMetadataMap();
  const required = (name: string): string => {
    const value = properties.get(name);
    if (value === undefined || value === '') throw missingMetadata(name);
    return value;
  };
  return {
    id: readUuid(message.getId(), 'proposed_message.id'),
    type: required('type'),
    contentType: required('content-type'),
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
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
  throw invalidArgument('expected_stream_revision: one of revision, no_stream, any, stream_exists is required');
}

/** Bytes that an event counts against the limit of one append. */
export const appendSize = ({ type, data, metadata }: ProposedEvent): number =>
  data.length + metadata.length + 2 * type.length;
