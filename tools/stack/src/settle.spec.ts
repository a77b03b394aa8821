import { describe, expect, it } from '@jest/globals';
import { settle } from './settle.js';

describe('settling what was started at once', () => {
  it('gives all when all have started', async () => {
    const none = () => Promise.reject(new Error('nothing is to be undone'));
    await expect(settle([Promise.resolve(1), Promise.resolve(2)], none)).resolves.toEqual([1, 2]);
  });

  it('undoes those that have, in whatever order they come, and tells the first that has not', async () => {
    const undone: string[] = [];
    const late = new Promise<string>((resolve) => setImmediate(resolve, 'late'));
    const all = [
      Promise.reject(new Error('first')),
      late,
      Promise.reject(new Error('second')),
      Promise.resolve('early'),
    ];
    const undo = (name: string) => {
      undone.push(name);
      return Promise.resolve();
    };
    await expect(settle(all, undo)).rejects.toThrow('first');
    expect(undone).toEqual(['late', 'early']);
  });
});
