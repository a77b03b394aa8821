import type { EventMetadata, Instant, Message, StoredEvent, StreamName } from '@tierline/kernel';
import type { Notification, Subscribe } from '../../eventstore/subscription-port.js';

const at = '2026-03-01T09:30:00.000Z' as Instant;

/** A store of one process, for specs: appends go in, and subscriptions tell of them. */
export interface SpecStore {
  readonly events: StoredEvent<EventMetadata>[];
  /** One append to the stream of an aggregate, by one command. */
  append(subject: string, ...messages: readonly Message[]): void;
  readonly subscribe: Subscribe;
  readonly holds: (position: { commit: bigint }, id: string) => Promise<boolean>;
}

/** An event that tells nothing but its number. */
export const advised = (requestId: string): Message => ({ type: 'SelfServiceAdvised', data: { requestId } });

/** Makes an empty store. */
export function specStore(): SpecStore {
  const events: StoredEvent<EventMetadata>[] = [];
  let changed = Promise.withResolvers<undefined>();
  const append: SpecStore['append'] = (subject, ...messages) => {
    const id = `command-${String(events.length)}`;
    for (const [index, message] of messages.entries()) {
      const number = events.length;
      events.push({
        ...message,
        id: `event-${String(number)}`,
        stream: `spec.request-${subject}` as StreamName,
        revision: events.filter(({ stream }) => stream.endsWith(`-${subject}`)).length,
        position: { commit: BigInt(number + 1), prepare: BigInt(number + 1) },
        metadata: {
          $correlationId: `correlation-${id}`,
          $causationId: id,
          append: { index, count: messages.length },
          ...(index === 0 && { command: { ...command, id } as NonNullable<EventMetadata['command']> }),
          policy: { name: 'p', version: 1, hash: 'h' },
          build: 'b',
          chain: { previous: null, hash: `hash-${String(number)}` },
        },
      });
    }
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  return {
    events,
    append,
    holds: async ({ commit }, id) => events[Number(commit) - 1]?.id === id,
    subscribe: async function* ({ from, signal }): AsyncGenerator<Notification> {
      const aborted = Promise.withResolvers<undefined>();
      signal.addEventListener('abort', () => aborted.resolve(undefined), { once: true });
      let next = from === 'start' ? 0 : Number(from.commit);
      while (!signal.aborted) {
        const event = events[next];
        if (event) {
          next += 1;
          yield { kind: 'event', event };
        } else await Promise.race([changed.promise, aborted.promise]);
      }
    },
  };
}

const command = {
  type: 'AnswerCredentials',
  data: {},
  at,
  actor: { id: 'a', role: 'r', channel: 'phone' },
  facts: {},
  digest: 'd',
};
