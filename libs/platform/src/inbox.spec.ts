import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { inbox } from './inbox.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

function counting(end: number, error?: Error) {
  const given = { count: 0 };
  async function* source(): AsyncGenerator<number> {
    while (given.count < end) {
      given.count += 1;
      yield given.count;
    }
    if (error) throw error;
  }
  return { source: source(), given };
}

/** A source that gives what it is told to. */
function spoken() {
  const said: number[] = [];
  let isOver = false;
  let changed = Promise.withResolvers<undefined>();
  const change = () => {
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  async function* items(): AsyncGenerator<number> {
    while (!isOver || said.length > 0) {
      const next = said.shift();
      if (next === undefined) await changed.promise;
      else yield next;
    }
  }
  return {
    items: items(),
    say: (number: number) => {
      said.push(number);
      change();
    },
    finish: () => {
      isOver = true;
      change();
    },
  };
}

describe('an inbox', () => {
  it('gives everything that is there, in order, and nothing at the end', async () => {
    const { source } = counting(7);
    const { take } = inbox(source, 100, never);
    const taken: number[] = [];
    for (let some = await take(); some.length > 0; some = await take()) taken.push(...some);
    expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await take()).toEqual([]);
  });

  it('lets the source wait when it is full', async () => {
    const { source, given } = counting(1_000);
    const { take } = inbox(source, 5, never);
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(given.count).toBe(5);
    expect(await take()).toEqual([1, 2, 3, 4, 5]);
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(given.count).toBe(10);
  });

  it('throws what the source threw, after what came before it', async () => {
    const { source } = counting(2, new Error('no store'));
    const { take } = inbox(source, 100, never);
    const taken: number[] = [];
    while (taken.length < 2) taken.push(...(await take()));
    await expect(take()).rejects.toThrow('no store');
  });

  it('gives nothing more once it is aborted, and wakes whoever waits', async () => {
    const stop = new AbortController();
    const empty = inbox(
      (async function* (): AsyncGenerator<number> {
        await new Promise(() => undefined);
        yield 1;
      })(),
      10,
      stop.signal,
    );
    const waiting = empty.take();
    stop.abort();
    expect(await waiting).toEqual([]);
    expect(await empty.take()).toEqual([]);
  });
});

describe('an inbox that gathers', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const given = (signal = never) => {
    const source = spoken();
    const { take } = inbox(source.items, 100, signal, { milliseconds: 8, enough: 3 });
    const taken: (readonly number[])[] = [];
    void take().then((items) => taken.push(items));
    const pass = async (milliseconds: number) => {
      await turn();
      await jest.advanceTimersByTimeAsync(milliseconds);
      await turn();
    };
    return { ...source, taken, pass };
  };

  it('gives what comes within the time with what came first', async () => {
    const { say, taken, pass } = given();
    say(1);
    await pass(7);
    say(2);
    await pass(0);
    expect(taken).toEqual([]);
    await pass(1);
    expect(taken).toEqual([[1, 2]]);
  });

  it('waits no longer because more and more comes', async () => {
    const { say, taken, pass } = given();
    say(1);
    await pass(4);
    say(2);
    await pass(4);
    expect(taken).toEqual([[1, 2]]);
  });

  it('does not wait when there is enough', async () => {
    const { say, taken, pass } = given();
    for (const number of [1, 2, 3, 4]) say(number);
    await pass(0);
    expect(taken).toEqual([[1, 2, 3, 4]]);
  });

  it('does not wait when nothing more can come', async () => {
    const { say, finish, taken, pass } = given();
    say(1);
    finish();
    await pass(0);
    expect(taken).toEqual([[1]]);
  });

  it('does not wait once it is aborted', async () => {
    const stop = new AbortController();
    const { say, taken, pass } = given(stop.signal);
    say(1);
    await pass(1);
    stop.abort();
    await pass(0);
    expect(taken).toEqual([[]]);
  });
});
