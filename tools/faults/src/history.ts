import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import type { TextHeaders } from '@tierline/platform';

/** What a sender was told by the HTTP door. */
export interface HttpAnswer {
  readonly status: number;
  readonly outcome: 'accepted' | 'no-effect' | 'refused';
  readonly revision: number;
  /** Of a refusal. */
  readonly reason?: string;
}

/** One command, and what its sender was told. However often it was sent, it is one. */
export interface SentCommand {
  /** As the service derives it from what the sender chose. */
  readonly id: string;
  /** The context that it is for. */
  readonly context: string;
  readonly door: 'kafka' | 'http';
  readonly type: string;
  readonly subject: string;
  /** Commands of one lane were sent one after another, each when the one before was acknowledged. */
  readonly lane: string;
  /** Its place among all that was sent. */
  readonly sequence: number;
  /** Milliseconds of the run's own clock. */
  readonly sentAt: number;
  /** How often it was sent. */
  readonly copies: number;
  /** By the broker, or by an answer that says what became of it. Nobody knows what became of one that never was. */
  readonly isAcknowledged: boolean;
  /** What must become of it. */
  readonly expected: 'effect' | 'dead-letter';
  /** Whether it may be parked before it has its effect: something is in its way, or in that of one before it. */
  readonly mayBeParked?: boolean;
  /** Where the acknowledged copies lie: topic/partition/offset. Of Kafka only. */
  readonly places: readonly string[];
  readonly answer?: HttpAnswer;
}

/** An event as it was found in the store. `position` is commit/prepare, decimal. */
export type FoundEvent = Omit<StoredEvent<EventMetadata>, 'position'> & { readonly position: string };

/** A record as it lies on a topic. */
export interface FoundRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly headers: TextHeaders;
  /** Of the topics of events, outcomes and follow-ups, and of settlements, parsed; what is put aside is sealed. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Whether it says that what its key names is no more. */
  readonly isTombstone?: boolean;
  /** What the broker's marker says of its transaction; `open`: there is none yet. */
  readonly transaction: 'none' | 'committed' | 'aborted' | 'open';
  /** Whether a reader that asks for committed records gets to see it. */
  readonly isSeen: boolean;
}

/**
 * Everything that a run leaves: what was sent, what is stored, what is published. Plain JSON, so that a history can be kept and
 * checked again.
 */
export interface History {
  readonly commands: readonly SentCommand[];
  /** Every event of the contexts' streams, in the order of the store. */
  readonly events: readonly FoundEvent[];
  /** What streams that go on in this round had before it: for their chains alone, since it was checked already. */
  readonly earlier?: readonly FoundEvent[];
  /** Every record of the contexts' own topics, each partition in its order. */
  readonly records: readonly FoundRecord[];
}
