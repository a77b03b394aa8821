import { describe, expect, it } from '@jest/globals';
import { freshEnough, type Awaitable } from './fresh-enough.js';

const position = { commit: 8n, prepare: 8n };
const view = (hasReached: boolean): Awaitable & { readonly asked: unknown[] } => {
  const asked: unknown[] = [];
  return {
    asked,
    reached: (...question) => {
      asked.push(question);
      return Promise.resolve(hasReached);
    },
  };
};

describe('a view that was asked to be as fresh as a position', () => {
  it('answers once it is', async () => {
    const fresh = view(true);
    await freshEnough(fresh, { epoch: 2, position }, { epoch: 2, patience: 5 });
    expect(fresh.asked).toEqual([[position, 5]]);
  });

  it('is not waited for when nobody asked', async () => {
    const stale = view(false);
    await freshEnough(stale, undefined);
    expect(stale.asked).toEqual([]);
  });

  it('is unavailable while it is not', async () => {
    await expect(freshEnough(view(false), { epoch: 0, position })).rejects.toMatchObject({
      kind: 'unavailable',
      headers: { 'Retry-After': '1' },
    });
  });

  it('cannot be compared with a position of another epoch', async () => {
    const fresh = view(true);
    await expect(freshEnough(fresh, { epoch: 1, position }, { epoch: 2 })).rejects.toMatchObject({ status: 400 });
    expect(fresh.asked).toEqual([]);
  });
});
