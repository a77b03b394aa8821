import { describe, expect, it } from '@jest/globals';
import { parseLink } from './links.js';

const parse = (text: string) => parseLink(Buffer.from(text));

describe('a link', () => {
  it('names a revision and a stream', () => {
    expect(parse('12@order-1')).toEqual({ revision: 12, stream: 'order-1' });
  });
  it('may point at a stream with an @ in its name', () => {
    expect(parse('0@a@b')).toEqual({ revision: 0, stream: 'a@b' });
  });
  it.each(['', 'x@a', '1@', '@a', '-1@a'])('is none when it says %j', (text) => {
    expect(parse(text)).toBeUndefined();
  });
});
