import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalize } from 'json-canonicalize';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is, for any value, what the package for RFC 8785 makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ 10: 'ten', 9: 'nine', a: 1 }, '{"10":"ten","9":"nine","a":1}'],
    [{ a: { 10: 1, 9: 2 } }, '{"a":{"10":1,"9":2}}'],
    [[{ 1: 1 }, 2], '[{"1":1},2]'],
    [{ '\u20ac': 1, '\r': 2, '\ufb33': 3, '\ud83d\ude00': 4 }, '{"\\r":2,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":3}'],
    [[333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'],
    ['\u000f"\\', '"\\u000f\\"\\\\"'],
    [JSON.parse('{"b":1,"__proto__":{"x":1}}'), '{"__proto__":{"x":1},"b":1}'],
  ])('of %j is %s', (value, canonical) => {
    expect(canonicalJson(value)).toBe(canonical);
  });

  it('has no place for a field that is undefined, as JSON has none', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
