import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customerStream, service } from './testing/service.js';
import * as told from './testing/told.js';
import type { Told } from './testing/told.js';

/**
 * Facts that come from different systems, and so in any order. A demotion rests on the order in which bills were paid and credits
 * won, as it was told (CV-08), so none of these demotes: one late bill is no pattern, nor is one credit that counts, and the
 * credits of verified faults do not count.
 */
const groups: readonly (readonly Told[])[] = [
  ...[told.opened('Pacific/Kiritimati'), told.plan(7_000), told.device(80_000), told.commitment, told.threat],
  ...['line-2', 'line-3', 'line-4'].map(told.line),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((month) => told.paid(month, month % 4)),
  ...[told.paid(9, 15), told.issued, told.billedTooMuch, told.complaint('c0'), told.complaint('c1', 1_500)],
  ...[told.rating('bad', '2026-01-01T00:00:00.000Z'), told.rating('good', '2026-02-01T00:00:00.000Z')],
]
  .map((each) => [each])
  .concat(['c2', 'c3'].map((id) => [told.complaint(id, 2_000), told.fault(id)]));
const facts = groups.flat();
const classes = [
  { class: 'consumer' },
  { class: 'small-business' },
  { class: 'corporate', yearlySpend: told.usd(20_000_000) },
];

const someFacts = fc
  .tuple(fc.subarray([...groups]), fc.constantFrom(...classes.map((each) => told.classified(each))))
  .map(([some, classified]) => [...some.flat(), classified]);
const inTwoOrders = someFacts.chain((some) => {
  const order = fc.shuffledSubarray(some, { minLength: some.length });
  return fc.tuple(order, order);
});

/** What has become of a customer of whom all this was told, each of it twice, and what followed at once. */
async function after(all: readonly Told[]) {
  const found = service();
  for (const [type, body] of all) {
    await found.request(type, body);
    await found.request(type, body, { number: found.number() });
    await found.followUp();
  }
  const { value, facts: known } = await found.customer();
  const granted = found.stored().filter(({ type }) => type === 'EntitlementGranted');
  const last = (await found.published()).findLast(({ type }) => type === 'ValueChanged');
  return {
    value,
    toldAtLast: last?.type === 'ValueChanged' ? last.data.to : 0,
    facts: known.length,
    stored: found
      .typesIn(customerStream())
      .filter((type) => type !== 'ValueChanged')
      .toSorted(),
    entitled: granted
      .map(({ stream, data }) => ({ stream, granted: 'granted' in data && data.granted }))
      .toSorted(byStream),
  };
}
const byStream = (one: { stream: string }, other: { stream: string }) => one.stream.localeCompare(other.stream);

describe('the facts of a customer', () => {
  it('CV-02, CV-22: give the same number and the same entitlements in whatever order they come, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(inTwoOrders, async ([one, other]) => {
        const [first, second] = [await after(one), await after(other)];
        expect(second).toEqual(first);
        expect(first.facts).toBe(one.length);
        expect(first.toldAtLast).toBe(first.value);
      }),
      { numRuns: 40 },
    );
  });

  it('CV-06, CV-08: are each kept, also those whose order decides on a demotion', async () => {
    const demoting = [...facts, told.paid(10, 9), told.complaint('c9', 3_000), told.lineEnded];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(demoting, { minLength: demoting.length }), async (all) => {
        const { facts: kept, value, toldAtLast } = await after(all);
        expect(kept).toBe(all.length);
        expect(toldAtLast).toBe(value);
      }),
      { numRuns: 15 },
    );
  });

  it('CV-03, CV-23: lead to 3 at most, with credits for faults whichever is told first', async () => {
    const { value, entitled } = await after(facts);
    expect(value).toBe(3);
    expect(entitled.map(({ granted }) => granted)).toEqual(expect.arrayContaining([told.usd(2_500), told.usd(700)]));
  });
});
