import { describe, expect, it } from '@jest/globals';
import { written } from './written.js';

const place = (first: bigint, last: bigint, partition = 0) => ({ topic: 'orders', partition, first, last });
const id = (offset: string, partition = 0, topic = 'orders') => ({ topic, partition, offset });

describe('what was written here', () => {
  const own = written();
  own.note(place(3n, 4n));
  own.note(place(5n, 5n));
  own.note(place(9n, 9n));
  own.note(place(0n, 0n, 1));

  it.each(['3', '4', '5', '9'])('is the record at %s', (offset) => expect(own.has(id(offset))).toBe(true));
  it.each(['2', '6', '7', '8', '10'])('is not what others wrote at %s in between, before or after', (offset) =>
    expect(own.has(id(offset))).toBe(false),
  );
  it('is not what stands at the same place elsewhere', () => {
    expect(own.has(id('0', 1))).toBe(true);
    expect(own.has(id('3', 1))).toBe(false);
    expect(own.has(id('3', 0, 'billing'))).toBe(false);
  });
});
