import { describe, expect, it } from '@jest/globals';
import type { Command, Decider } from './decider.js';
import type { EventMetadata } from './event-metadata.js';
import { ContendedStream, executor } from './executor.js';
import { streamName, type CommandId, type Instant } from './ids.js';
import { unreachable, type Message } from './message.js';
import { policyBook, UnknownPolicy } from './policy.js';
import { OutcomeUnknown, type EventStore, type StoredEvent } from './ports.js';
import { UnregisteredEvent, type EventRegistry } from './registry.js';
import { reject } from './rejection.js';
import { freeze, memoryStore, someCircumstances, weakDigest } from './testing/index.js';

type Door = 'none' | 'shut' | 'open';
type DoorCommand = Command<'Build', { door: string }> | Command<'Open' | 'Shut', { door: string }>;
type DoorEvent = Message<'Built' | 'Opened' | 'Closed', { door: string }>;

const doorDecider: Decider<DoorCommand, DoorEvent, Door, 'already-built', { width: number }> = {
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

const registry: EventRegistry = {
  check: ({ type }) => {
    if (type === 'Exploded') throw new UnregisteredEvent(type, 'is not registered');
  },
};
const policies = policyBook([
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
const stream = streamName('spec.door', 'd1');
const envelope = { correlationId: 'case-1' };
const command = <T extends DoorCommand['type']>(type: T, id: string, door = 'd1') =>
  freeze({ ...someCircumstances, id: id as CommandId, type, data: { door }, facts: {} });

const later = <C extends DoorCommand>(each: C): C => ({ ...each, at: '2026-03-02T10:00:05.000Z' as Instant });

const replica = (store: EventStore, options: { attempts?: number; registry?: EventRegistry } = {}) =>
  executor({
    decider: doorDecider,
    creates: ['Build'],
    policies,
    registry,
    store,
    digest: weakDigest,
    build: 'b1',
    ...options,
  });

const typesIn = async (store: EventStore) => (await store.read(stream)).map(({ type }) => type);

describe('every valid command', () => {
  it('leaves exactly one append: a yes, a no, and no effect', async () => {
    const store = memoryStore();
    const execute = replica(store);
    expect(await execute(stream, command('Build', 'c1'), envelope)).toMatchObject({ outcome: 'accepted', revision: 0 });
    expect(await execute(stream, command('Build', 'c2'), envelope)).toMatchObject({
      outcome: 'refused',
      reason: 'already-built',
      rule: 'RT-01',
      revision: 1,
      stateRevision: 0,
    });
    expect(await execute(stream, command('Shut', 'c3'), envelope)).toMatchObject({ outcome: 'no-effect', revision: 2 });
    expect(await typesIn(store)).toEqual(['Built', 'CommandRefused', 'CommandHadNoEffect']);
  });

  it('is answered again as it was answered before, from the cache and from the store', async () => {
    const store = memoryStore();
    const execute = replica(store);
    const first = await execute(stream, command('Build', 'c1'), envelope);
    const refused = await execute(stream, command('Build', 'c2'), envelope);
    for (const again of [execute, replica(store)]) {
      expect(await again(stream, later(command('Build', 'c1')), envelope)).toEqual({ ...first, repeated: true });
      expect(await again(stream, later(command('Build', 'c2')), envelope)).toEqual({ ...refused, repeated: true });
    }
    expect(await typesIn(store)).toHaveLength(2);
  });

  it('keeps the command, its facts, its policy and the build beside the event', async () => {
    const store = memoryStore();
    await replica(store)(stream, command('Build', 'c1'), { correlationId: 'case-1', traceparent: '00-t-s-01' });
    const [event] = (await store.read(stream)) as StoredEvent<EventMetadata>[];
    expect(event?.metadata).toMatchObject({
      $correlationId: 'case-1',
      $causationId: 'c1',
      append: { index: 0, count: 1 },
      command: { ...command('Build', 'c1') },
      policy: { name: 'doors', version: 1, hash: 'h1' },
      build: 'b1',
      traceparent: '00-t-s-01',
      chain: { previous: null },
    });
  });

  it('links its event to the one before', async () => {
    const store = memoryStore();
    const execute = replica(store);
    await execute(stream, command('Build', 'c1'), envelope);
    await replica(store)(stream, command('Open', 'c2'), envelope);
    const [first, second] = (await store.read(stream)) as StoredEvent<EventMetadata>[];
    expect(second?.metadata.chain.previous).toBe(first?.metadata.chain.hash);
  });
});

describe('a command that must not be executed', () => {
  it('is told when its id was used for something else', async () => {
    const execute = replica(memoryStore());
    await execute(stream, command('Build', 'c1'), envelope);
    expect(await execute(stream, command('Build', 'c1', 'another'), envelope)).toEqual({
      outcome: 'command-id-reused',
    });
  });

  it('makes no stream by asking for one that does not exist', async () => {
    const store = memoryStore();
    expect(await replica(store)(stream, command('Open', 'c1'), envelope)).toEqual({ outcome: 'unknown-stream' });
    expect(store.streams.size).toBe(0);
  });

  it('leaves nothing when the state is not as its sender saw it', async () => {
    const store = memoryStore();
    const execute = replica(store);
    await execute(stream, command('Build', 'c1'), envelope);
    const stale = { ...envelope, ifStateRevision: 7 };
    expect(await execute(stream, command('Open', 'c2'), stale)).toEqual({
      outcome: 'precondition-failed',
      stateRevision: 0,
    });
    expect(await typesIn(store)).toEqual(['Built']);
    expect(await execute(stream, command('Open', 'c2'), { ...envelope, ifStateRevision: 0 })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('is answered from its id before its precondition is judged', async () => {
    const execute = replica(memoryStore());
    await execute(stream, command('Build', 'c1'), envelope);
    await execute(stream, command('Open', 'c2'), { ...envelope, ifStateRevision: 0 });
    expect(await execute(stream, command('Open', 'c2'), { ...envelope, ifStateRevision: 0 })).toMatchObject({
      outcome: 'accepted',
      repeated: true,
    });
  });

  it('is not judged by a cache that is behind', async () => {
    const store = memoryStore();
    const behind = replica(store);
    await behind(stream, command('Build', 'c1'), envelope);
    await replica(store)(stream, command('Open', 'c2'), envelope);
    expect(await behind(stream, command('Shut', 'c3'), { ...envelope, ifStateRevision: 1 })).toMatchObject({
      outcome: 'accepted',
      revision: 2,
    });
  });
});

it('goes on with the chain that is stored when a replica gets a command that another one has executed', async () => {
  const store = memoryStore();
  await replica(store)(stream, command('Build', 'c1'), envelope);
  const other = replica(store);
  await other(stream, later(command('Build', 'c1')), envelope);
  await other(stream, command('Open', 'c2'), envelope);
  const [first, second] = (await store.read(stream)) as StoredEvent<EventMetadata>[];
  expect(second?.metadata.chain.previous).toBe(first?.metadata.chain.hash);
});

describe('replicas that share a stream', () => {
  it('decide again on what the other wrote', async () => {
    const store = memoryStore();
    const [one, other] = [replica(store), replica(store)];
    await one(stream, command('Build', 'c1'), envelope);
    await other(stream, command('Open', 'c2'), envelope);
    expect(await one(stream, command('Open', 'c3'), envelope)).toMatchObject({ outcome: 'no-effect', revision: 2 });
  });

  it('execute one command once when both get it', async () => {
    const store = memoryStore();
    const [one, other] = [replica(store), replica(store)];
    const answers = await Promise.all([
      one(stream, command('Build', 'c1'), envelope),
      other(stream, later(command('Build', 'c1')), envelope),
    ]);
    expect(answers).toMatchObject([{ repeated: false }, { repeated: true, revision: 0 }]);
    expect(await typesIn(store)).toEqual(['Built']);
  });

  it('give up on a stream that never stands still, and have stored nothing', async () => {
    const store = memoryStore();
    const contended: EventStore = { ...store, append: () => Promise.resolve('conflict') };
    await expect(replica(contended, { attempts: 3 })(stream, command('Build', 'c1'), envelope)).rejects.toThrow(
      new ContendedStream(stream, 3),
    );
  });
});

describe('an append with no answer', () => {
  const unanswered = (takesPlace: boolean) => {
    const store = memoryStore();
    let calls = 0;
    const flaky: EventStore = {
      ...store,
      append: async (...append) => {
        calls += 1;
        if (calls > 1) return store.append(...append);
        if (takesPlace) await store.append(...append);
        throw new OutcomeUnknown(stream);
      },
    };
    return { store, flaky };
  };

  it.each([true, false])('is resolved by reading when it took place: %s', async (takesPlace) => {
    const { store, flaky } = unanswered(takesPlace);
    expect(await replica(flaky)(stream, command('Build', 'c1'), envelope)).toMatchObject({ outcome: 'accepted' });
    expect(await typesIn(store)).toEqual(['Built']);
  });

  it('is repeated with the same event ids, so that a late success cannot double it', async () => {
    const store = memoryStore();
    const ids: (string | undefined)[] = [];
    const silent: EventStore = {
      ...store,
      append: (_, [event]) => {
        ids.push(event?.id);
        return Promise.reject(new OutcomeUnknown(stream));
      },
    };
    await expect(replica(silent, { attempts: 3 })(stream, command('Build', 'c1'), envelope)).rejects.toThrow(
      OutcomeUnknown,
    );
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a build that meets the unknown', () => {
  it('refuses to decide on an event type that it does not know', async () => {
    const store = memoryStore();
    await replica(store)(stream, command('Build', 'c1'), envelope);
    const [built] = await store.read(stream);
    if (!built) throw new Error('nothing was stored');
    await store.append(stream, [{ ...built, type: 'Exploded', id: 'x' }], 0);
    await expect(replica(store)(stream, command('Open', 'c2'), envelope)).rejects.toThrow(UnregisteredEvent);
  });

  it('refuses to store an event that is not registered', async () => {
    const store = memoryStore();
    const strict: EventRegistry = {
      check: ({ type }) => {
        throw new UnregisteredEvent(type, 'is not registered');
      },
    };
    await expect(replica(store, { registry: strict })(stream, command('Build', 'c1'), envelope)).rejects.toThrow(
      UnregisteredEvent,
    );
    expect(store.streams.size).toBe(0);
  });

  it('refuses a policy version that it does not carry', () => {
    expect(() => policies.pinned({ name: 'doors', version: 2, hash: 'h2' })).toThrow(UnknownPolicy);
    expect(() => policies.pinned({ name: 'doors', version: 1, hash: 'changed' })).toThrow(UnknownPolicy);
    expect(policies.pinned({ name: 'doors', version: 1, hash: 'h1' }).values).toEqual({ width: 90 });
  });
});

describe('commands of one replica on one stream', () => {
  it('take their turns instead of conflicting', async () => {
    const store = memoryStore();
    let conflicts = 0;
    const counting: EventStore = {
      ...store,
      append: async (...append) => {
        const result = await store.append(...append);
        if (result === 'conflict') conflicts += 1;
        return result;
      },
    };
    const execute = replica(counting);
    await execute(stream, command('Build', 'c0'), envelope);
    const types = ['Open', 'Shut'] as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        execute(stream, command(types[n % 2] ?? 'Open', `c${String(n + 1)}`), envelope),
      ),
    );
    expect(conflicts).toBe(0);
    expect(await typesIn(store)).toHaveLength(21);
  });
});
