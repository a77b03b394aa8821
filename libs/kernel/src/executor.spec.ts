import { describe, expect, it } from '@jest/globals';
import type { EventMetadata } from './event-metadata.js';
import { noFacts, type Undecided } from './executor.js';
import { UnknownPolicy } from './policy.js';
import { type StoredEvent } from './ports.js';
import { UnregisteredEvent, type EventRegistry } from './registry.js';
import {
  command,
  envelope,
  later,
  policies,
  replica,
  stream,
  typesIn,
  type Door,
  type DoorCommand,
} from './testing/doors.js';
import { memoryStore } from './testing/index.js';

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

describe('the facts of a command', () => {
  it('are gathered for the state that it is decided on, and not for a command that was answered before', async () => {
    const gathered: [string, Door][] = [];
    const execute = replica(memoryStore(), {
      gather: (each: Undecided<DoorCommand>, state) => {
        gathered.push([each.id, state]);
        return Promise.resolve(noFacts(each));
      },
    });
    await execute(stream, command('Build', 'c1'), envelope);
    await execute(stream, command('Open', 'c2'), envelope);
    await execute(stream, command('Open', 'c2'), envelope);
    expect(gathered).toEqual([
      ['c1', 'none'],
      ['c2', 'shut'],
    ]);
  });
});

describe('a build that meets the unknown', () => {
  it('refuses to decide on an event type that it does not know', async () => {
    const store = memoryStore();
    await replica(store)(stream, command('Build', 'c1'), envelope);
    const [built] = await store.read(stream);
    if (!built) throw new Error('nothing was stored');
    await store.append(stream, [{ ...built, type: 'Exploded', id: 'x' }], 0);
    await expect(replica(store)(stream, command('Open', 'c2'), envelope)).rejects.toMatchObject({
      name: 'UnregisteredEvent',
      place: { stream, revision: 1 },
    });
  });

  it('refuses to decide on an event that no executor wrote', async () => {
    const store = memoryStore();
    await store.append(stream, [{ id: 'x', type: 'Built', data: { door: 'd1' }, metadata: {} }], 'no-stream');
    await expect(replica(store)(stream, command('Open', 'c2'), envelope)).rejects.toThrow('not written by an executor');
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
