import {
  AccessDeniedError,
  ANY,
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
import { OutcomeUnknown, StreamDestroyed, type ErasableStore, type NewEvent } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { leave, type RenewableClient } from './client.js';
import { within } from '../within.js';
import { storedEvent } from './stored-event.js';
import { wholeRead } from './whole-read.js';

/**
 * How long an append or a read may take, in milliseconds: the client sets no deadline for a batch append, and sets aside the one
 * that a read is given.
 */
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
/** What a read can be answered by besides events. */
const isAnswer = (error: unknown): boolean =>
  isFinal(error) || error instanceof StreamNotFoundError || error instanceof StreamDeletedError;

/**
 * The kernel's event store on EventStoreDB.
 *
 * One process appends through one client: the client keeps pending appends in a map that all its instances share.
 */
export function eventStore(client: RenewableClient, limits: StoreLimits = defaultLimits): ErasableStore {
  /** @returns whether the stream was where it was expected, or was gone before */
  const erasing = async (erase: (used: EventStoreDBClient) => Promise<unknown>): Promise<boolean> => {
    const used = client.current();
    try {
      await within(limits.appendTimeout, erase(used));
      return true;
    } catch (error) {
      if (error instanceof StreamDeletedError || error instanceof StreamNotFoundError) return true;
      if (error instanceof WrongExpectedVersionError) return false;
      if (isFinal(error)) throw error;
      leave(client, used, error);
      throw new DependencyUnavailable('event store', { cause: error });
    }
  };

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
        leave(client, used, error);
        throw new OutcomeUnknown(stream, { cause: error });
      }
    },

    read: async (stream, from = 0) => {
      const begin = (used: EventStoreDBClient) => used.readStream(stream, { fromRevision: BigInt(from) });
      try {
        return (await wholeRead(client, limits.readTimeout, begin, isAnswer)).map(storedEvent);
      } catch (error) {
        if (error instanceof StreamNotFoundError) return [];
        if (error instanceof StreamDeletedError) throw new StreamDestroyed(stream, { cause: error });
        throw error;
      }
    },

    // Where nothing is expected of a stream, the store only objects to one that there never was.
    destroy: async (stream) => {
      await erasing((used) => used.tombstoneStream(stream));
    },
    remove: async (stream, last) => {
      const expectedRevision = last === undefined ? ANY : BigInt(last);
      const wasThere = await erasing((used) => used.deleteStream(stream, { expectedRevision }));
      return wasThere || last === undefined ? 'removed' : 'conflict';
    },
  };
}

const utf8 = new TextEncoder();

/** Metadata goes as bytes of JSON: the client takes those as they are, and would carry text through base64 and back. */
const toJsonEvent = ({ id, type, data, metadata }: NewEvent) =>
  jsonEvent({ id, type, data: data as JSONType, metadata: utf8.encode(JSON.stringify(metadata)) });
