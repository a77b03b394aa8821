import {
  AccessDeniedError,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type EventStoreDBClient,
  type JSONType,
} from '@eventstore/db-client';
import { OutcomeUnknown, StreamDestroyed, type ErasableStore, type NewEvent, type StoredEvent } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { RenewableClient } from './client.js';
import { storedEvent } from './stored-event.js';

/** How long an append or a read may take, in milliseconds. */
export interface StoreLimits {
  readonly appendTimeout: number;
  readonly readTimeout: number;
}

const defaultLimits: StoreLimits = { appendTimeout: 5_000, readTimeout: 10_000 };

/**
 * The store has answered, and the answer is final: trying again would not help. "Invalid argument" is not among them: what we send
 * is always of one form, so it means that the store cannot take it now, as when its disk is full.
 */
const finalAnswers = [AccessDeniedError, MaxAppendSizeExceededError, RequiredMetadataPropertyMissingError];
const isFinal = (error: unknown): boolean => finalAnswers.some((each) => error instanceof each);

/**
 * The kernel's event store on EventStoreDB.
 *
 * One process appends through one client: the client keeps pending appends in a map that all its instances share.
 */
export function eventStore(client: RenewableClient, limits: StoreLimits = defaultLimits): ErasableStore {
  return {
    append: async (stream, events, expected) => {
      const used = client.current();
      const expectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected);
      try {
        const append = used.appendToStream(stream, events.map(toJsonEvent), { expectedRevision });
        const { nextExpectedRevision, position } = await within(limits.appendTimeout, append);
        if (!position) throw new Error(`the append to ${stream} was answered without a position`);
        return { revision: Number(nextExpectedRevision), position };
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return 'conflict';
        if (error instanceof StreamDeletedError) throw new StreamDestroyed(stream, { cause: error });
        if (isFinal(error)) throw error;
        client.renew(used);
        throw new OutcomeUnknown(stream, { cause: error });
      }
    },

    read: async (stream, from = 0) => {
      const used = client.current();
      const events: StoredEvent[] = [];
      try {
        const reading = used.readStream(stream, { fromRevision: BigInt(from), deadline: limits.readTimeout });
        for await (const resolved of reading) events.push(storedEvent(resolved));
        return events;
      } catch (error) {
        if (error instanceof StreamNotFoundError) return [];
        if (error instanceof StreamDeletedError) throw new StreamDestroyed(stream, { cause: error });
        if (isFinal(error) || !(error instanceof Error) || !('type' in error)) throw error;
        client.renew(used);
        throw new DependencyUnavailable('event store', { cause: error });
      }
    },

    destroy: (stream) => erasing(client, (used) => used.tombstoneStream(stream)),
    remove: (stream) => erasing(client, (used) => used.deleteStream(stream)),
  };
}

async function erasing(client: RenewableClient, erase: (used: EventStoreDBClient) => Promise<unknown>): Promise<void> {
  const used = client.current();
  try {
    await erase(used);
  } catch (error) {
    if (error instanceof StreamDeletedError || error instanceof StreamNotFoundError) return;
    if (isFinal(error)) throw error;
    client.renew(used);
    throw new DependencyUnavailable('event store', { cause: error });
  }
}

const utf8 = new TextEncoder();

/** Metadata goes as bytes of JSON: the client takes those as they are, and would carry text through base64 and back. */
const toJsonEvent = ({ id, type, data, metadata }: NewEvent) =>
  jsonEvent({ id, type, data: data as JSONType, metadata: utf8.encode(JSON.stringify(metadata)) });

/** The client sets no deadline on its side of a batch append: an answer that never comes would be waited for for ever. */
async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(milliseconds)} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
