import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomerFact } from './customer-facts.events.js';
import { billPaid, complaint, factsOf, faultVerified, type Told } from './testing/facts.js';
import { policy } from './testing/fixtures.js';
import { histories } from './testing/histories.js';
import { standingOf, standingWith, withFurther } from './value-fold.js';

const { values } = policy;
const anew = (facts: readonly CustomerFact[], by = values) => standingOf([...facts], by);
const told = (history: readonly Told[], onto: readonly CustomerFact[] = []) =>
  factsOf(history).reduce(withFurther, onto);

/** Facts that come one after another, after some of which somebody asks. */
const asked = fc.tuple(histories, fc.infiniteStream(fc.boolean()));

describe('a fold over facts that is carried on', () => {
  it('CV-22: gives what folding all of them gives, in whatever order they come and whenever it was asked for', () =>
    fc.assert(
      fc.property(asked, ([history, asks]) => {
        const all = factsOf(history).reduce<readonly CustomerFact[]>((facts, fact) => {
          if (asks.next().value) standingOf(facts, values);
          return withFurther(facts, fact);
        }, []);
        expect(standingOf(all, values)).toStrictEqual(anew(all));
      }),
      { numRuns: 500 },
    ));

  it('CV-22: gives each of two customers who have a beginning in common their own standing', () =>
    fc.assert(
      fc.property(histories, histories, histories, (common, one, other) => {
        const beginning = told(common);
        standingOf(beginning, values);
        for (const each of [told(one, beginning), told(other, beginning)])
          expect(standingOf(each, values)).toStrictEqual(anew(each));
        expect(standingOf(beginning, values)).toStrictEqual(anew(beginning));
      }),
      { numRuns: 200 },
    ));

  it('CV-22: gives what there would be with further facts, and changes nothing by that', () =>
    fc.assert(
      fc.property(histories, histories, (history, further) => {
        const facts = told(history);
        expect(standingWith(facts, factsOf(further), values)).toStrictEqual(anew([...facts, ...factsOf(further)]));
        expect(standingOf(facts, values)).toStrictEqual(anew(facts));
      }),
      { numRuns: 200 },
    ));

  it('CV-08: is not carried on under another policy', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const facts = told(history);
        standingOf(facts, values);
        const strict = { ...values, demotion: { ...values.demotion, credits: 1, lateBills: 1 } };
        expect(standingOf(facts, strict)).toStrictEqual(anew(facts, strict));
      }),
      { numRuns: 200 },
    ));

  it('CV-23: begins again when a credit that was counted turns out to be for a fault', () => {
    const facts = told([complaint('c1', 500), complaint('c2', 500), billPaid(1)]);
    expect(standingOf(facts, values).value).toBe(1);
    expect(standingOf(told([faultVerified('c1')], facts), values)).toMatchObject({ value: 0, isDemoted: false });
  });
});
