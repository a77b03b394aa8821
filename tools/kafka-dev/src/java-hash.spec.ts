import { describe, expect, it } from '@jest/globals';
import { javaHash, nameForPartition } from './java-hash.js';

describe("Java's hash of a text", () => {
  it.each([
    ['', 0],
    ['hello', 99_162_322],
    ['polygenelubricants', -2_147_483_648],
  ])('of "%s" is %d', (text, hash) => {
    expect(javaHash(text)).toBe(hash);
  });

  it('finds a name for each partition', () => {
    for (const partition of [0, 1, 2, 3]) {
      expect(Math.abs(javaHash(nameForPartition('ready', partition, 4))) % 4).toBe(partition);
    }
  });
});
