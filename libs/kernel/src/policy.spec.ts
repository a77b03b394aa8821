import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from './ids.js';
import { policyBook, UnknownPolicy } from './policy.js';
import { activationOf, shelves } from './testing/shelves.js';

const january = '2026-01-01T00:00:00.000Z';
const march = '2026-03-01T00:00:00.000Z';
const june = '2026-06-01T00:00:00.000Z';
const book = policyBook([shelves(2, null), shelves(4, june), shelves(1, january), shelves(3, null)]);
const activeAt = (at: string, ...activations: [version: number, at: string][]) =>
  book.activeAt(
    at as Instant,
    activations.map(([version, from]) => activationOf(version, from)),
  ).version;

describe('the policy that is active', () => {
  it('is the one of the latest date while none was activated', () => {
    expect([january, march, june].map((at) => activeAt(at))).toEqual([1, 1, 4]);
  });

  it('is the first one also before its date', () => expect(activeAt('2025-12-31T23:59:59.999Z')).toBe(1));

  it('is the one that was activated, from that very instant on', () => {
    expect(activeAt('2026-02-28T23:59:59.999Z', [2, march])).toBe(1);
    expect(activeAt(march, [2, march])).toBe(2);
  });

  it('is the latest, whether by date or by activation', () => {
    expect(activeAt('2026-05-31T23:59:59.999Z', [2, march])).toBe(2);
    expect(activeAt(june, [2, march])).toBe(4);
    expect(activeAt('2026-07-01T00:00:00.000Z', [2, march], [3, '2026-06-02T00:00:00.000Z'])).toBe(3);
  });

  it('is the activated one where a date and an activation are at one instant, and the later of two activations', () => {
    expect(activeAt(june, [2, june])).toBe(2);
    expect(activeAt(june, [2, june], [3, june])).toBe(3);
  });

  it('cannot be told when this build does not carry it, or carries other content', () => {
    expect(() => activeAt(march, [9, march])).toThrow(new UnknownPolicy({ name: 'shelves', version: 9, hash: 'h9' }));
    const changed = { ...activationOf(2, march), hash: 'changed' };
    expect(() => book.activeAt(march as Instant, [changed])).toThrow(UnknownPolicy);
    expect(() => book.activeAt(march as Instant, [{ ...activationOf(2, march), policy: 'doors' }])).toThrow(
      UnknownPolicy,
    );
  });
});

describe('a book of policies', () => {
  it('finds a version by its number, and none that it does not carry', () => {
    expect([book.carried(3)?.hash, book.carried(5)]).toEqual(['h3', undefined]);
  });

  it('is refused when nothing is active from a date, since something must be decided before any activation', () => {
    expect(() => policyBook([])).toThrow('at least one version that is active from a date');
    expect(() => policyBook([shelves(1, null)])).toThrow('at least one version that is active from a date');
  });

  it('is refused when two versions share a number or a date, but any number of them may wait', () => {
    expect(() => policyBook([shelves(1, january), shelves(1, null)])).toThrow('claim the same place');
    expect(() => policyBook([shelves(1, january), shelves(2, january)])).toThrow('claim the same place');
    expect(() => policyBook([shelves(1, january), shelves(2, null), shelves(3, null)])).not.toThrow();
  });

  it('is refused when it holds versions of two policies', () => {
    expect(() => policyBook([shelves(1, january), { ...shelves(2, march), name: 'doors' }])).toThrow('two policies');
  });
});

const twoDigits = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));
const instant = fc
  .tuple(fc.constantFrom('2025', '2026'), twoDigits(1, 12), twoDigits(1, 28), twoDigits(0, 23))
  .map(([year, month, day, hour]) => `${year}-${month}-${day}T${hour}:00:00.000Z`);
const activations = fc
  .array(fc.tuple(fc.constantFrom(2, 3), instant), { maxLength: 8 })
  .map((drawn) => drawn.sort(([, a], [, b]) => (a < b ? -1 : 1)));

describe('an activation', () => {
  it('never changes what was active before it', () =>
    fc.assert(
      fc.property(activations, fc.constantFrom(2, 3), instant, instant, (known, version, from, at) => {
        const [earlier, later] = at < from ? [at, from] : [from, at];
        if (earlier === later) return;
        const before = known.filter(([, each]) => each <= later);
        expect(activeAt(earlier, ...before, [version, later])).toBe(activeAt(earlier, ...before));
      }),
    ));

  it('holds until the next one, or the next date', () =>
    fc.assert(
      fc.property(activations, fc.constantFrom(2, 3), instant, instant, (known, version, from, at) => {
        const before = known.filter(([, each]) => each <= from);
        const holds = at >= from && ![january, june].some((date) => from < date && date <= at);
        if (holds) expect(activeAt(at, ...before, [version, from])).toBe(version);
      }),
    ));

  it('never changes what a stream is pinned to', () =>
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4), (version) => {
        const { name, hash } = shelves(version, null);
        expect(book.pinned({ name, version, hash }).values).toEqual({ width: version * 10 });
      }),
    ));
});
