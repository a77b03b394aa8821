import type { KafkaMessage } from 'kafkajs';
import { silentLog, type Log } from '../../log.js';
import type { KafkaConnection } from '../client.js';
import { publishedEvents } from '../publication.js';
import { publisher, type Published, type Publisher, type PublisherOptions } from '../publisher.js';
import type { SpecTopics } from './fixture.js';
import type { SpecStore } from './stored.js';

/** A publisher that runs, and what it has done. */
export interface SpecPublisher {
  readonly publisher: Publisher;
  readonly seen: Published[];
  /** How many records it has published. */
  records(): number;
  /** Settles as `run` does. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts to publish what a store holds. */
export function startSpecPublisher(
  connection: KafkaConnection,
  topics: SpecTopics,
  store: SpecStore,
  options: Partial<PublisherOptions> & { readonly log?: Log } = {},
): SpecPublisher {
  const seen: Published[] = [];
  const stop = new AbortController();
  const made = publisher({
    connection,
    topics,
    prefix: 'spec.',
    subscribe: store.subscribe,
    holds: store.holds,
    publish: publishedEvents(topics, ({ type, data }) => ({ type, data })),
    log: silentLog,
    observe: (published) => void seen.push(published),
    ...options,
  });
  const ended = made.run(stop.signal);
  // A spec looks at it when it is at its end; until then somebody else must.
  void Promise.allSettled([ended]);
  return {
    publisher: made,
    seen,
    ended,
    records: () => seen.reduce((sum, { records }) => sum + records, 0),
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

const header = ({ headers }: KafkaMessage, name: string) => String(headers?.[name]);

/** What was published, in a form in which what is wrong shows: ids that came twice, and keys whose order is not the store's. */
export function audit(messages: readonly KafkaMessage[]): {
  readonly count: number;
  readonly twice: readonly string[];
  readonly disordered: readonly string[];
} {
  const ids = messages.map((message) => header(message, 'ce_id'));
  const byKey = Map.groupBy(messages, ({ key }) => String(key));
  const isDisordered = (of: readonly KafkaMessage[]) => {
    const positions = of.map((message) => Number(header(message, 'tierline-position').split('/')[0]));
    return positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? 0));
  };
  return {
    count: messages.length,
    twice: [...Map.groupBy(ids, (id) => id)].filter(([, each]) => each.length > 1).map(([id]) => id),
    disordered: [...byKey].filter(([, of]) => isDisordered(of)).map(([key]) => key),
  };
}

/** Everything in order and once. */
export const flawless = (count: number) => ({ count, twice: [], disordered: [] });
