import {
  uuidOf,
  systemClock,
  isUnreceivable,
  receive,
  type ConsumedRecord,
  type ReceivedCommand,
} from '@tierline/platform';
import type { HandleCommand, KafkaDoor } from '@tierline/platform';
import type { BenchTopics } from './topics.js';

/** What a consumer that is measured is given. */
export interface Contest {
  readonly brokers: string;
  readonly topics: BenchTopics;
  /** The same for all: decides, and ends when the append is acknowledged. */
  readonly handle: HandleCommand;
  /** How many commands may be under way at once. */
  readonly concurrency: number;
  readonly fail: (error: unknown) => void;
}

/** Begins to consume. @returns what ends it */
export type Contender = (contest: Contest) => Promise<() => Promise<void>>;

/** Takes a record for its command, as the project's own consumer does for itself. */
export function received(
  { context, ingress }: BenchTopics,
  record: Pick<ConsumedRecord, 'value' | 'headers'>,
): ReceivedCommand {
  const door: KafkaDoor = { context, ingress: ingress.stores, clock: systemClock, uuid: uuidOf };
  const command = receive(record, door);
  if (typeof command === 'string' || isUnreceivable(command))
    throw new Error('what was laid on the topic is no command');
  return command;
}
