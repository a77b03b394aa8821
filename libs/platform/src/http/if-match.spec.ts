import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entityTag, NO_STATE, parseIfMatch } from './if-match.js';

describe('If-Match', () => {
  it('asks for the revision that its entity tag names, whichever', () => {
    fc.assert(
      fc.property(fc.nat(), (revision) => {
        expect(parseIfMatch(entityTag(revision))).toBe(revision);
      }),
    );
  });

  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"4"', 4],
    [' "4" , W/"5","a,b"', 4],
    ['"4", "4"', 4],
    [',"4",', 4],
    ['W/"4"', NO_STATE],
    ['"04"', NO_STATE],
    ['"-1"', NO_STATE],
    ['""', NO_STATE],
    ['"99999999999999999999"', NO_STATE],
  ])('%j asks for %j', (header, revision) => {
    expect(parseIfMatch(header)).toBe(revision);
  });

  it.each(['', '4', '"4', '4"', 'w/"4"', '"4" "5"', '*, "4"', '"a b"', ','])('cannot be %j', (header) => {
    expect(() => parseIfMatch(header)).toThrow('If-Match must be * or an entity tag in quotes');
  });

  it('cannot name two states', () => {
    expect(() => parseIfMatch('"4", "5"')).toThrow('If-Match must name one state');
  });

  it('never fails with anything but a problem, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        try {
          const revision = parseIfMatch(header);
          expect(revision === undefined || Number.isSafeInteger(revision)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ProblemError', status: 400 });
        }
      }),
    );
  });
});
