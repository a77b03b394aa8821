import type { Command, Decider } from '../decider.js';
import { executor, noFacts, type ExecutorOptions } from '../executor.js';
import { streamName, type CommandId, type Instant } from '../ids.js';
import { unreachable, type Message } from '../message.js';
import { policyBook } from '../policy.js';
import type { EventStore } from '../ports.js';
import { UnregisteredEvent, type EventRegistry } from '../registry.js';
import { reject } from '../rejection.js';
import { freeze } from './freeze.js';
import { someCircumstances } from './specify.js';
import { weakDigest } from './weak-digest.js';

export type Door = 'none' | 'shut' | 'open';
export type DoorCommand = Command<'Build', { door: string }> | Command<'Open' | 'Shut', { door: string }>;
export type DoorEvent = Message<'Built' | 'Opened' | 'Closed', { door: string }>;

export const doorDecider: Decider<DoorCommand, DoorEvent, Door, 'already-built', { width: number }> = {
  initial: 'none',
  decide: ({ type, data }, door) => {
    switch (type) {
      case 'Build':
        return door === 'none' ? [{ type: 'Built', data }] : reject('already-built', 'RT-01');
      case 'Open':
        return door === 'open' ? [] : [{ type: 'Opened', data }];
      case 'Shut':
        return door === 'shut' ? [] : [{ type: 'Closed', data }];
      default:
        return unreachable(type);
    }
  },
  evolve: (_, event) => (event.type === 'Opened' ? 'open' : 'shut'),
};

export const registry: EventRegistry = {
  check: ({ type }) => {
    if (type === 'Exploded') throw new UnregisteredEvent(type, 'is not registered');
  },
};
export const policies = policyBook([
  {
    name: 'doors',
    version: 1,
    owner: 'doors',
    provenance: 'spec',
    activeFrom: '2026-01-01T00:00:00.000Z' as Instant,
    hash: 'h1',
    values: { width: 90 },
  },
]);
export const stream = streamName('spec.door', 'd1');
export const envelope = { correlationId: 'case-1' };
export const command = <T extends DoorCommand['type']>(type: T, id: string, door = 'd1') =>
  freeze({ ...someCircumstances, id: id as CommandId, type, data: { door }, facts: {} });

export const later = <C extends DoorCommand>(each: C): C => ({ ...each, at: '2026-03-02T10:00:05.000Z' as Instant });

/** An executor of doors, as one replica of a service has it. */
export const replica = (
  store: EventStore,
  options: Partial<Pick<DoorExecutor, 'attempts' | 'registry' | 'gather' | 'policies'>> = {},
) =>
  executor<DoorCommand, DoorEvent, Door, 'already-built', { width: number }, string>({
    decider: doorDecider,
    creates: ['Build'],
    gather: noFacts,
    policies,
    registry,
    store,
    digest: weakDigest,
    build: 'b1',
    ...options,
  });

export type DoorExecutor = ExecutorOptions<DoorCommand, DoorEvent, Door, 'already-built', { width: number }, string>;

export const typesIn = async (store: EventStore) => (await store.read(stream)).map(({ type }) => type);
