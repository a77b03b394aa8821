import { describe, expect, it } from '@jest/globals';
import type { EventMetadata } from './event-metadata.js';
import { ContendedStream, noFacts } from './executor.js';
import { OutcomeUnknown, type EventStore, type StoredEvent } from './ports.js';
import { command, envelope, later, replica, stream, typesIn, type Door, type DoorExecutor } from './testing/doors.js';
import { memoryStore } from './testing/index.js';

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

  it('rest the first decision only on what was asked before: after a conflict it is asked anew', async () => {
    const store = memoryStore();
    const asked: [Door, string | undefined][] = [];
    const gather: DoorExecutor['gather'] = (each, state, _policy, _envelope, ahead) => {
      asked.push([state, ahead]);
      return noFacts(each);
    };
    const [one, other] = [replica(store, { gather }), replica(store)];
    await one(stream, command('Build', 'c1'), envelope, 'before c1');
    await other(stream, command('Open', 'c2'), envelope);
    await one(stream, command('Open', 'c3'), envelope, 'before c3');
    expect(asked).toEqual([
      ['none', 'before c1'],
      ['shut', 'before c3'],
      ['open', undefined],
    ]);
  });

  it('execute one command once when both get it', async () => {
    const store = memoryStore();
    const [one, other] = [replica(store), replica(store)];
    const answers = await Promise.all([
      one(stream, command('Build', 'c1'), envelope),
      other(stream, later(command('Build', 'c1')), envelope),
    ]);
    expect(answers).toMatchObject([
      { repeated: false, last: 'Built' },
      { repeated: true, revision: 0, last: 'Built' },
    ]);
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
