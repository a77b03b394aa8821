import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePosition, encodePosition } from './position-token.js';

const place = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

describe('a position token', () => {
  it('reads back as what was written, whatever that is', () => {
    fc.assert(
      fc.property(fc.nat(), place, place, (epoch, commit, prepare) => {
        const token = encodePosition({ epoch, position: { commit, prepare } });
        expect(token).toMatch(/^[\w-]{28}$/);
        expect(decodePosition(token, 'at-least')).toEqual({ epoch, position: { commit, prepare } });
      }),
    );
  });

  it('of another form is refused by the name of its parameter', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 28, maxLength: 28 })), (text) => {
        // The first byte tells the form.
        fc.pre(Buffer.from(text, 'base64url')[0] !== 1 || text.length !== 28);
        expect(() => decodePosition(text, 'at-least')).toThrow('at-least is not a position token');
      }),
    );
  });
});
