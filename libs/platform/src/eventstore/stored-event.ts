import type { ResolvedEvent } from '@eventstore/db-client';
import type { StoredEvent, StreamName } from '@tierline/kernel';

/** An event in a stream of ours that is not JSON: somebody else wrote it. */
export class ForeignEvent extends Error {
  override readonly name = 'ForeignEvent';
  constructor(
    readonly stream: string,
    readonly revision: bigint,
    /** Not `type`, which is how the client's own errors are told from others. */
    readonly eventType: string,
  ) {
    super(`${stream}@${String(revision)} (${eventType}) is not a JSON event with metadata`);
  }
}

/**
 * Translates what the client reads.
 *
 * @throws {ForeignEvent} for an event that no executor wrote
 */
export function storedEvent({ event }: ResolvedEvent): StoredEvent {
  if (!event) throw new Error('a link without its event was read, but links are never resolved here');
  const { streamId, revision, id, type, data, metadata, position, isJson } = event;
  if (!isJson || !isObject(data) || !isObject(metadata) || !position) throw new ForeignEvent(streamId, revision, type);
  return { stream: streamId as StreamName, revision: Number(revision), id, type, data, metadata, position };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
