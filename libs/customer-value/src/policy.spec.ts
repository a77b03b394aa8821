import { InvalidPolicy, leaves } from '@tierline/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import file from '../policies/customer-value@1.json' with { type: 'json' };
import { parseCustomerValuePolicy, type CustomerValuePolicy } from './policy.js';

const released = file as CustomerValuePolicy;
const problemsOf = (json: unknown) => {
  try {
    parseCustomerValuePolicy(json);
  } catch (error) {
    if (error instanceof InvalidPolicy) return error.problems;
    throw error;
  }
  return [];
};
/** The released policy with something else at one place below `values`. */
const changed = (place: string, to: unknown): unknown => {
  const change = (json: unknown, [name = '', ...rest]: readonly string[]): unknown => ({
    ...(json as object),
    [name]: rest.length === 0 ? to : change((json as Readonly<Record<string, unknown>>)[name], rest),
  });
  return change(released, ['values', ...place.split('.')]);
};

describe('the policy of customer value', () => {
  it('is valid as it was released, and read as it stands', () =>
    expect(parseCustomerValuePolicy(file)).toStrictEqual(file));

  it('may wait to be activated in place of being active from a date', () => {
    const waiting = { ...released, version: 2, activeFrom: null };
    expect(parseCustomerValuePolicy(waiting)).toStrictEqual(waiting);
  });

  it.each<[string, unknown, string]>([
    ['bills.graceDays', -1, 'must be a whole number from 0 to 3660, not -1'],
    ['currency', 'dollars', 'must be a currency of ISO 4217, not "dollars"'],
    ['demotion.credits', 0, 'must be a whole number from 1 to 1000, not 0'],
    ['transitions.merit.0', 6, 'must be one of 0, 1, 2, 3, 4, 5, not 6'],
    ['concessions.isDivisible.credit', 1, 'must be true or false, not 1'],
    ['concessions.leastMinor', 0, 'must be a whole number from 1 to 1000000, not 0'],
    ['usage.planQuantile', 'p50', 'must be one of p95, p99, not "p50"'],
  ])('is refused with a %s of %j, and says where and why', (place, to, problem) =>
    expect(problemsOf(changed(place, to))).toStrictEqual([{ field: `values.${place}`, problem }]),
  );

  it.each<[string, unknown, string, string]>([
    ['merits.highMeritFrom', 5, 'merits.highMeritFrom', 'must be at least 6, which is values.merits.meritFrom'],
    ['demotion.amongBills', 1, 'demotion.amongBills', 'must be at least 2, which is values.demotion.lateBills'],
    ['usage.historyPeriods', 2, 'usage.historyPeriods', 'must be at least 3, which is values.usage.leastPeriods'],
    [
      'concessions.attitudePerMille.good',
      600,
      'concessions.attitudePerMille.good',
      'must be at least 700, which is values.concessions.attitudePerMille.neutral',
    ],
    [
      'concessions.effortPerMille.low',
      2_000,
      'concessions.effortPerMille.standard',
      'must be at least 2000, which is values.concessions.effortPerMille.low',
    ],
    [
      'concessions.effortFrom.standard.months',
      30,
      'concessions.effortFrom.high.months',
      'must be at least 30, which is values.concessions.effortFrom.standard.months',
    ],
    [
      'concessions.authorityMinor.tier1-agent.credit',
      9_000,
      'concessions.authorityMinor.tier2-agent.credit',
      'must be at least 9000, which is values.concessions.authorityMinor.tier1-agent.credit',
    ],
    ['recovery.onTimeBills', 5, 'recovery.onTimeBills', 'must be worth 6 points, not 5'],
    [
      'merits.planBands',
      [
        { fromMinor: 5, points: 2 },
        { fromMinor: 9, points: 1 },
      ],
      'merits.planBands[1]',
      'must be from more than the band before, with no fewer points',
    ],
  ])('CV-02, CV-09, CV-10: is refused with a %s of %j, since more would lead to less', (place, to, field, problem) =>
    expect(problemsOf(changed(place, to))).toStrictEqual([{ field: `values.${field}`, problem }]),
  );

  it('CV-07: is refused when a demoted customer would get more than a new one', () =>
    expect(problemsOf(changed('concessions.ceilingMinor.credit.1', 1_600))).toStrictEqual([
      {
        field: 'values.concessions.ceilingMinor.credit.0',
        problem: 'must be at least 1600, which is values.concessions.ceilingMinor.credit.1',
      },
    ]));

  it('CV-18: is refused when no era of fees is since ever, and when two are from the same day', () => {
    expect(problemsOf(changed('terminationFee.eras.before-2008-05-25.begunFrom', '2001-01-01'))).toStrictEqual([
      { field: 'values.terminationFee.eras', problem: 'must have one that is since ever' },
    ]);
    expect(problemsOf(changed('terminationFee.eras.from-2008-05-25.begunFrom', '2010-06-01'))).toStrictEqual([
      { field: 'values.terminationFee.eras', problem: 'must each be from a day of its own' },
    ]);
    expect(problemsOf(changed('terminationFee.eras.from-2008-05-25.begunFrom', '2010-02-30'))).toStrictEqual([
      {
        field: 'values.terminationFee.eras.from-2008-05-25.begunFrom',
        problem: 'must be a day that exists, not "2010-02-30"',
      },
    ]);
  });

  it.each(leaves(released.values))('is refused when nothing tells where %s is from', (place) => {
    const provenanceOf = Object.fromEntries(Object.entries(released.provenanceOf).filter(([each]) => each !== place));
    expect(problemsOf({ ...released, provenanceOf })).toStrictEqual([
      { field: `provenanceOf.${place}`, problem: 'is missing' },
    ]);
  });

  it('is refused when it tells where a value is from that it does not have', () =>
    expect(problemsOf({ ...released, provenanceOf: { ...released.provenanceOf, 'merits.luck': 'x' } })).toStrictEqual([
      { field: 'provenanceOf.merits.luck', problem: 'tells of no value' },
    ]));

  it.each(['name', 'version', 'owner', 'provenance', 'provenanceOf', 'activeFrom', 'values'])(
    'is refused without %s',
    (name) => {
      const json = Object.fromEntries(Object.entries(released).filter(([each]) => each !== name));
      expect(problemsOf(json)).toStrictEqual([{ field: name, problem: 'is missing' }]);
    },
  );

  it('is refused, and nothing worse happens, whatever the file holds', () =>
    fc.assert(fc.property(fc.jsonValue(), (json) => expect(problemsOf(json)).not.toHaveLength(0))));
});
