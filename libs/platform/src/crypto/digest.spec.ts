import { describe, expect, it } from '@jest/globals';
import { digest } from './digest.js';
import { uuidV5 } from './uuid.js';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('UUIDv5', () => {
  it.each([
    ['www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    ['python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
    // python3 -c "import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, 'große Straße'))"
    ['große Straße', '24de86dc-f6b7-56cb-9977-1eaa8e88beba'],
  ])('of %s in the namespace of names is the one that everybody gets', (name, uuid) => {
    expect(uuidV5(DNS)(name)).toBe(uuid);
  });
});

describe('the digest', () => {
  it('is of the canonical form: the order of fields means nothing', () => {
    expect(digest.hash({ b: [1, { d: null, c: 'x' }], a: 1 })).toBe(digest.hash({ a: 1, b: [1, { c: 'x', d: null }] }));
    expect(digest.uuid({ b: 1, a: 2 })).toBe(digest.uuid({ a: 2, b: 1 }));
  });

  it('is the SHA-256 of what RFC 8785 writes', () => {
    // printf '{"a":1,"b":"€"}' | sha256sum
    expect(digest.hash({ b: '€', a: 1.0 })).toBe('534f141d15124ffd9bd1c1e02f054020fe9918b862606c4cb5ea6dc0df5213be');
  });

  it.each([
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [{ a: 1 }, { a: '1' }],
    [{ a: null }, {}],
    [['ab'], ['a', 'b']],
  ])('tells %j from %j', (one, other) => {
    expect(digest.hash(one)).not.toBe(digest.hash(other));
    expect(digest.uuid(one)).not.toBe(digest.uuid(other));
  });

  it('never changes: ids that are stored rest on it', () => {
    expect(digest.uuid(['kafka-command', '/stores/1', 'c1'])).toBe('71fd5f86-f815-5fe4-b6a7-d523aff9de0e');
  });
});
