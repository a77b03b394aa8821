import { describe, expect, it } from '@jest/globals';
import { BrokenHistory, streamName, UnknownPolicy, UnregisteredEvent, type StoredEvent } from '@tierline/kernel';
import { silentLog } from '../log.js';
import { knownOnly } from './known-events.js';
import { standstill } from './standstill.js';
import { ForeignEvent } from './stored-event.js';
import type { Notification, Subscribe } from './subscription-port.js';

const stream = streamName('spec.lamp', '1');
const unknown = new UnregisteredEvent('Exploded', 'is not an event of lamps', { stream, revision: 3 });
const told = 'spec.lamp-1@3 event Exploded: is not an event of lamps';

/** A replica, and the errors that it has written down. */
function replica() {
  const errors: unknown[] = [];
  const still = standstill({ ...silentLog, error: ({ error }) => void errors.push(error) });
  return { still, errors };
}

/** Whether something has come to its end by now, without waiting for it. */
const isSettled = (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), new Promise((resolve) => setImmediate(() => resolve(false)))]);

describe('a replica whose work meets something stored that its build does not know', () => {
  it.each([
    unknown,
    new UnknownPolicy({ name: 'lamps', version: 2, hash: 'h' }),
    new BrokenHistory(stream, 3, 'it was not written by an executor'),
    new ForeignEvent(stream, 3n, 'Noise'),
  ])('stands still at it until it is told to stop, and says why: $name', async (error) => {
    const { still, errors } = replica();
    const stop = new AbortController();
    let runs = 0;
    const standing = still.follows(() => {
      runs += 1;
      return Promise.reject(error);
    })(stop.signal);
    expect(await isSettled(standing)).toBe(false);
    expect({ runs, reason: still.reason(), errors }).toEqual({ runs: 1, reason: error.message, errors: [error] });
    stop.abort();
    await standing;
  });

  it('stops at once when it was told to before', async () => {
    const { still } = replica();
    await still.follows(() => Promise.reject(unknown))(AbortSignal.abort());
    expect(still.reason()).toBe(told);
  });

  it.each([new Error('a bug'), new UnregisteredEvent('Exploded', 'was about to be stored')])(
    'fails all the same for any other reason: $message',
    async (error) => {
      const { still } = replica();
      await expect(still.follows(() => Promise.reject(error))(new AbortController().signal)).rejects.toBe(error);
      expect(still.reason()).toBeUndefined();
    },
  );
});

describe('a replica whose command meets something stored that its build does not know', () => {
  it('is not ready from then on, tells the sender, and executes other commands', async () => {
    const { still, errors } = replica();
    const execute = still.executes((id: string) => (id === 'bad' ? Promise.reject(unknown) : Promise.resolve(id)));
    expect(await execute('good')).toBe('good');
    expect(still.reason()).toBeUndefined();
    await expect(execute('bad')).rejects.toBe(unknown);
    await expect(execute('bad')).rejects.toBe(unknown);
    expect(await execute('good')).toBe('good');
    expect(still.reason()).toBe(told);
    expect(errors).toEqual([unknown]);
  });

  it('stays ready when a command fails for any other reason', async () => {
    const { still } = replica();
    const execute = still.executes(() => Promise.reject(new BrokenHistory(stream, 3, 'revision does not follow')));
    await expect(execute()).rejects.toThrow(BrokenHistory);
    expect(still.reason()).toBeUndefined();
  });

  it('tells of so many streams as anybody can read', async () => {
    const { still } = replica();
    const execute = still.executes((revision: number) =>
      Promise.reject(new UnregisteredEvent('Exploded', 'is unknown', { stream, revision })),
    );
    for (let revision = 0; revision < 100; revision += 1) await expect(execute(revision)).rejects.toThrow();
    expect(still.reason()?.split('; ')).toHaveLength(5);
  });
});

describe('a subscription to known events', () => {
  const notifications: readonly Notification[] = [1, 2, 3].map((commit) => ({
    kind: 'event',
    event: { revision: commit, type: commit === 2 ? 'Exploded' : 'Lit' } as StoredEvent,
  }));
  const position = { commit: 9n, prepare: 9n };
  let ended = 0;
  const subscribe: Subscribe = async function* () {
    try {
      yield { kind: 'checkpoint', position };
      yield* notifications;
    } finally {
      ended += 1;
    }
    await Promise.resolve();
  };
  const options = { from: 'start', prefix: 'spec.', signal: new AbortController().signal } as const;

  it('tells nothing from the first unknown event on, and leaves the store', async () => {
    const seen: Notification[] = [];
    const follow = async () => {
      const known = knownOnly(subscribe, ({ type }) => {
        if (type === 'Exploded') throw unknown;
      });
      for await (const each of known(options)) seen.push(each);
    };
    ended = 0;
    await expect(follow()).rejects.toBe(unknown);
    expect(seen).toEqual([{ kind: 'checkpoint', position }, notifications[0]]);
    expect(ended).toBe(1);
  });

  it('tells everything when all of it is known', async () => {
    const all = await Array.fromAsync(knownOnly(subscribe, () => undefined)(options));
    expect(all).toHaveLength(4);
  });
});
