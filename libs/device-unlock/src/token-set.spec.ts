import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addToken, hasToken, noTokens, type TokenSet } from './token-set.js';

/** Names that every object seems to have something of are tokens like others. */
const token = fc.oneof(fc.uuid(), fc.string(), fc.constantFrom('constructor', '__proto__', 'x', ''));

it('a set of tokens has those that were added and no others, and a smaller one stays as it was', () =>
  fc.assert(
    fc.property(fc.uniqueArray(token), token, (tokens, other) => {
      let set: TokenSet<string> = noTokens;
      for (const each of tokens) {
        expect(hasToken(set, each)).toBe(false);
        const before = set;
        set = addToken(before, each);
        expect(hasToken(before, each)).toBe(false);
      }
      expect(tokens.every((each) => hasToken(set, each))).toBe(true);
      expect(hasToken(set, other)).toBe(tokens.includes(other));
    }),
  ));
