import { describe, expect, it } from '@jest/globals';
import { TookTooLong, within } from './within.js';

describe('waiting within a time', () => {
  const never = new Promise<string>(() => undefined);

  it('gives what ended in time, and its error', async () => {
    expect(await within(1_000, Promise.resolve('done'))).toBe('done');
    await expect(within(1_000, Promise.reject(new Error('down')))).rejects.toThrow('down');
  });

  it('is over when the time is, and says how long that was', async () => {
    await expect(within(1, never)).rejects.toEqual(new TookTooLong(1));
  });
});
