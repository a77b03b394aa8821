import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { requireSpace, tellsOfFullDisk } from './disk.js';

describe('the space on a disk', () => {
  it('passes when there is enough', () => expect(requireSpace(tmpdir(), 1)).resolves.toBeUndefined());

  it('is refused with the folder named when there is not', async () => {
    await expect(requireSpace(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
      failure: 'disk-full',
      message: expect.stringContaining(tmpdir()),
    });
  });

  it('is recognised in what a program printed', () => {
    expect(tellsOfFullDisk('java.io.IOException: No space left on device')).toBe(true);
    expect(tellsOfFullDisk('java.io.IOException: Permission denied')).toBe(false);
  });
});
