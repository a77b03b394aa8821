import { describe, expect, it } from '@jest/globals';
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
