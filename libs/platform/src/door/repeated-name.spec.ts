import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { repeatedName } from './repeated-name.js';

describe('a name that comes twice in one object', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1},"a":2}', 'a'],
    ['[{"x":[{"b":1,"b":1}]}]', 'b'],
    [String.raw`{"a":1,"\u0061":2}`, 'a'],
    ['{"":1 , "" :2}', ''],
    [String.raw`{"\"":1,"\"":2}`, '"'],
  ])('is found in %s', (json, name) => {
    expect(repeatedName(json)).toBe(name);
  });

  it.each([
    '{"a":{"a":{"a":1}},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    String.raw`{"a":"\"a\":1,\"a\":2","b":"{"}`,
    '"a:a"',
    '{}',
  ])('is not seen in %s', (json) => {
    expect(repeatedName(json)).toBeUndefined();
  });

  it('is in nothing that was written from a value, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 2 }), (value, indent) => {
        expect(repeatedName(JSON.stringify(value, undefined, indent))).toBeUndefined();
      }),
    );
  });

  it('is found wherever it is put', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.jsonValue(), (object, value) => {
        const [name = ''] = Object.keys(object);
        const twice = `{${JSON.stringify(name)}:${JSON.stringify(value)},${JSON.stringify(object).slice(1)}`;
        expect(repeatedName(`[${twice}]`)).toBe(name);
      }),
    );
  });

  it('is looked for in a long text in no time', () => {
    const long = JSON.stringify({ a: 'x\\"'.repeat(80_000), b: Array.from({ length: 10_000 }, () => ({ c: 1 })) });
    const began = performance.now();
    expect(repeatedName(long)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
