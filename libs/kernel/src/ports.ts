import type { Instant, Revision, StreamName } from './ids.js';
import type { Message } from './message.js';

/** The place of an event among all events of the store. Only its order means anything. */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event about to be stored. `metadata` is plain JSON. */
export interface NewEvent<Metadata extends object = object> extends Message {
  readonly id: string;
  readonly metadata: Metadata;
}

/** An event as the store gives it back. */
export interface StoredEvent<Metadata extends object = object> extends NewEvent<Metadata> {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
}

/** What must hold of a stream for an append to take place. */
export type ExpectedRevision = 'no-stream' | Revision;

/** A successful append: the revision and position of its last event. */
export interface Appended {
  readonly revision: Revision;
  readonly position: Position;
}

/** The store of streams. Reads see everything that was acknowledged before they began. */
export interface EventStore {
  /**
   * Appends all events or none. Repeating an append that took place, with the same ids at the same revision, succeeds.
   * @returns what was stored, or `'conflict'` when the stream is not where it was expected
   * @throws {OutcomeUnknown} when nobody can tell whether it took place
   * @throws {StreamDestroyed} when the stream was destroyed
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended | 'conflict'>;
  /**
   * The events of a stream from a revision on; none for a stream that does not exist.
   * @throws {StreamDestroyed} when the stream was destroyed
   */
  read(stream: StreamName, from?: Revision): Promise<readonly StoredEvent[]>;
}

/** What can be done to streams that hold no decisions, such as keys and entries of a directory. */
export interface ErasableStore extends EventStore {
  /** Destroys a stream and its name, for good. Destroying it again, or what never was, is no error. */
  destroy(stream: StreamName): Promise<void>;
  /**
   * Deletes a stream. Its name may be used again. Deleting it again, or what never was, is no error.
   * @param last the revision of its last event, if it is to be deleted only as long as nothing follows that
   * @returns `'conflict'` when the stream is not where it was expected, and was left as it is
   */
  remove(stream: StreamName, last?: Revision): Promise<'removed' | 'conflict'>;
}

/** A stream was destroyed: neither it nor its name can be used again. */
export class StreamDestroyed extends Error {
  override readonly name = 'StreamDestroyed';
  constructor(
    readonly stream: StreamName,
    options?: ErrorOptions,
  ) {
    super(`${stream} was destroyed`, options);
  }
}

/** An append was sent and no answer came: it may have taken place, or may yet. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  constructor(
    readonly stream: StreamName,
    options?: ErrorOptions,
  ) {
    super(`it is unknown whether an append to ${stream} took place`, options);
  }
}

/** Digests of JSON values. Two values that are equal as JSON have equal digests (RFC 8785). */
export interface Digest {
  /** SHA-256 of the canonical form, in hexadecimal. */
  hash(value: unknown): string;
  /** UUIDv5 of the canonical form, in the project's own namespace. */
  uuid(value: unknown): string;
}

/** What time it is, for the doors. Deciders have no clock. */
export type Clock = () => Instant;
