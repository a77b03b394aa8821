import type { Role } from '@tierline/contracts';
import type { ServiceName } from './services.js';

/** One thing that happened, as `npm start` tells it. */
export interface Told {
  readonly who: string;
  readonly what: string;
  /** The event that it left, if it left one. */
  readonly event?: string;
  /** The rules that it shows. */
  readonly rules?: readonly string[];
}

/** An acceptance scenario that goes through the real doors. It throws a `MissingFact` where it does not find what it promises. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly play: (world: World, tell: (told: Told) => void) => Promise<void>;
}

/** What a story promised and what was not to be seen, in the store or on Kafka. */
export class MissingFact extends Error {
  override readonly name = 'MissingFact';
}

/** The answer of the HTTP door. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Somebody who calls the HTTP door. */
export interface Desk {
  post(path: string, body: object, idempotencyKey?: string): Promise<Reply>;
  get(path: string): Promise<Reply>;
}

/** Somebody who sends commands through a Kafka door. */
export interface Sender {
  /** @returns the correlation id of the command, which its outcome carries */
  send(type: string, subject: string, data: object): Promise<string>;
}

/** A committed record, as a reader of its topic sees it. */
export interface Seen {
  readonly topic: string;
  /** Of the CloudEvent. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly correlationId: string;
  /** Of the stored event that it tells of. */
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stored event, as far as stories look at one. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly correlationId: string;
  readonly data: unknown;
}

/** The system as its neighbours see it. */
export interface World {
  /** A new id, so that stories can be played on data of earlier ones. */
  newId(): string;
  /** @param service whose door they knock at; device unlock's unless it is named */
  desk(role: Role, name: string, service?: ServiceName): Desk;
  sender(topic: string, source: string): Sender;
  /** Waits for a stored event. @throws {MissingFact} when it does not come in time */
  stored(stream: string, type: string, data?: object): Promise<void>;
  /**
   * Waits for a record on a topic, committed.
   *
   * @param subject what it is about; `null` for anything
   * @throws {MissingFact} when it does not come in time
   */
  published(topic: string, subject: string | null, type: string, data?: object): Promise<Seen['data']>;
  /** Waits for the outcome of a command. @throws {MissingFact} when it does not come in time */
  outcome(topic: string, correlationId: string): Promise<Readonly<Record<string, unknown>>>;
  /** Everything that was committed to a topic since the world was opened. */
  seen(topic: string): readonly Seen[];
  /** A whole stream; nothing of one that is not there. */
  history(stream: string): Promise<readonly Recorded[]>;
}

/** Checks a fact of a story. @throws {MissingFact} when it is not so */
export function fact(holds: boolean, what: string): asserts holds {
  if (!holds) throw new MissingFact(what);
}
