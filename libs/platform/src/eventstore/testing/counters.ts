import {
  eventRegistry,
  executor,
  noFacts,
  policyBook,
  reject,
  schema,
  streamName,
  unreachable,
  type Command,
  type CommandId,
  type Decider,
  type EventStore,
  type Instant,
  type Message,
  type NoFacts,
  type StreamName,
} from '@tierline/kernel';
import { digest } from '../../crypto/digest.js';

export type CounterCommand =
  Command<'Begin', Readonly<Record<never, never>>, NoFacts> | Command<'Add', { readonly by: number }, NoFacts>;
export type CounterEvent = Message<'Begun', { readonly at: Instant }> | Message<'Added', { readonly by: number }>;
type Counter = { readonly begun: false } | { readonly begun: true; readonly sum: number };

/** Counts; adding nothing has no effect, and nothing is taken away. */
export const counterDecider: Decider<CounterCommand, CounterEvent, Counter, 'negative' | 'begun', object> = {
  initial: { begun: false },
  decide: (command, counter) => {
    switch (command.type) {
      case 'Begin':
        return counter.begun ? reject('begun', 'RT-01') : [{ type: 'Begun', data: { at: command.at } }];
      case 'Add': {
        const { by } = command.data;
        if (by < 0) return reject('negative', 'RT-02');
        return by === 0 ? [] : [{ type: 'Added', data: { by } }];
      }
      default:
        return unreachable(command);
    }
  },
  evolve: (counter, { type, data }) =>
    type === 'Begun' ? { begun: true, sum: 0 } : { begun: true, sum: (counter.begun ? counter.sum : 0) + data.by },
};

export const counterRegistry = eventRegistry<CounterEvent>('counters', {
  Begun: schema.object({ at: schema.instant }),
  Added: schema.object({ by: schema.integer(1, 1_000_000) }),
});

export const counterPolicies = policyBook<object>([
  {
    ...{ name: 'counting', version: 1, owner: 'spec', provenance: 'spec', hash: 'h1', values: {} },
    activeFrom: '2026-01-01T00:00:00.000Z' as Instant,
  },
]);

/** An executor of counters, as one replica of a service has it. */
export const counters = (store: EventStore) =>
  executor<CounterCommand, CounterEvent, Counter, 'negative' | 'begun', object>({
    ...{ decider: counterDecider, creates: ['Begin'], gather: noFacts, policies: counterPolicies },
    ...{ registry: counterRegistry, store, digest, build: 'spec' },
  });

/** The command of a number: the first begins, every third of the others has no effect or is refused. */
export const counterCommand = (of: string, number: number) => {
  const circumstances = {
    id: digest.uuid([of, number]) as CommandId,
    // Each delivery is at another moment, and still the same command.
    at: new Date().toISOString() as Instant,
    actor: { id: 'spec', role: 'system', channel: 'spec' },
  };
  if (number === 0) return { ...circumstances, type: 'Begin' as const, data: {} };
  const by = number % 6 === 0 ? 0 : number % 3 === 0 ? -1 : number;
  return { ...circumstances, type: 'Add' as const, data: { by } };
};

/** A stream of a category of its own, so that specs can share a store. */
export const counterStream = (category: string, id: string): StreamName => streamName(`${category}.counter`, id);
