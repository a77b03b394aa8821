import { describe, expect, it } from '@jest/globals';
import { sealedBytes } from './sealed-bytes.js';

const master = Buffer.alloc(32, 6);
const bytes = Buffer.from('{"remark":"worried"}');

describe('bytes that are put aside', () => {
  it('read as they were, by whoever has the master key', () => {
    const sealed = sealedBytes(master, 'dead-letters').seal(bytes);
    expect(sealed.toString('latin1')).not.toContain('worried');
    expect(sealedBytes(master, 'dead-letters').open(sealed)).toEqual(bytes);
  });

  it('may be none', () => {
    const { seal, open } = sealedBytes(master, 'dead-letters');
    expect(open(seal(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it.each([
    ['another master key', sealedBytes(Buffer.alloc(32, 7), 'dead-letters')],
    ['another purpose', sealedBytes(master, 'exports')],
  ])('do not open with %s', (_, other) => {
    expect(() => other.open(sealedBytes(master, 'dead-letters').seal(bytes))).toThrow();
  });

  it('do not open when a bit was changed', () => {
    const { seal, open } = sealedBytes(master, 'dead-letters');
    const sealed = seal(bytes);
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(() => open(sealed)).toThrow();
  });
});
