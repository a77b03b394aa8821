import { describe, expect, it } from '@jest/globals';
import { specify } from '@tierline/kernel/testing';
import { customerDecider } from './customer.decider.js';
import { best, good, lastReasons, valueAfter } from './testing/customers.js';
import { account, billPaid, device, factsOf, lineAdded, lineEnded, opened, plan, times } from './testing/facts.js';
import { at, cleo, day, policy, usd } from './testing/fixtures.js';
import { valuesAfter } from './testing/story.js';
import { standingOf } from './value-fold.js';

const smallBusiness = account('class-1', { class: 'small-business' });
const corporate = (yearlyMinor: number, id = 'class-1', asOf = '2025-01-01') =>
  account(id, { class: 'corporate', yearlySpend: usd(yearlyMinor) }, asOf);
const consumer = account('class-2', { class: 'consumer' }, '2025-06-01');

describe('the value number', () => {
  it('CV-01: of a new customer is 0', () => {
    expect(customerDecider.initial.value).toBe(0);
    expect(valueAfter(opened())).toBe(0);
  });

  it('CV-02, CV-08: goes from 0 to 2 with the sixth bill on time, and names the bills that it rests on', () =>
    specify(
      customerDecider,
      policy,
    )(...factsOf(good.slice(0, -1)))
      .when(billPaid(5).record)
      .then(billPaid(5).fact, {
        type: 'ValueChanged',
        data: {
          ...{ customerId: cleo, at, from: 0, to: 2, policyVersion: 1 },
          reasons: [{ cause: 'merit', facts: times(6, (index) => ({ fact: 'BillPaid', id: `bill-${index}` })) }],
        },
      }));

  it.each([
    ['a dearer plan', [plan('order-1', 3_000)], [plan('order-2', 12_000)]],
    ['a dearer phone', [device('order-1', 10_000)], [device('order-2', 90_000)]],
    ['extra lines', [lineAdded('line-1')], times(3, (index) => lineAdded(`line-${index + 2}`))],
    ['bills on time', [], times(6, (index) => billPaid(20 + index))],
  ])('CV-02: is raised by %s', (_, before, more) => {
    const base = [opened(), ...before, ...times(5, (index) => billPaid(index))];
    expect(valueAfter(...base)).toBe(0);
    expect(valueAfter(...base, ...more)).toBe(2);
  });

  it('CV-02: rests on the plan that a line has, also when one that it had before is told later', () => {
    const five = [opened(), lineAdded('line-1'), ...times(5, (index) => billPaid(index))];
    const dear = plan('order-2', 12_000, { takenOn: day('2025-01-01') });
    expect(valueAfter(...five, dear, plan('order-1', 3_000))).toBe(2);
    const { holdings } = standingOf(factsOf([...five, dear, plan('order-1', 3_000)]), policy.values);
    expect(holdings.plans.map(({ plan }) => plan)).toStrictEqual([dear.fact]);
  });

  it('CV-03: is 3 with everything that can be earned, and no more', () => {
    expect(valueAfter(...best)).toBe(3);
    const more = [
      ...best,
      ...times(60, (index) => billPaid(10 + index)),
      lineAdded('line-5'),
      device('order-9', 900_000),
    ];
    expect(valueAfter(...more)).toBe(3);
  });

  it('CV-08: goes from 0 to 2 and from there to 3, also when one fact earns enough for both', () => {
    const merits = { ...policy.values.merits, highMeritFrom: policy.values.merits.meritFrom };
    const { movements } = standingOf(factsOf(good), { ...policy.values, merits });
    expect(movements).toMatchObject([{ cause: 'high-merit', from: 0, to: 2 }]);
    const next = standingOf(factsOf([...good, billPaid(6)]), { ...policy.values, merits });
    expect(next.movements).toMatchObject([{ cause: 'high-merit', from: 2, to: 3 }]);
  });

  it('CV-03, CV-08: falls back to 2 with the lines that it was earned by', () => {
    const ended = [...best, ...times(3, (index) => lineEnded(`line-${index + 2}`))];
    const last = [...ended, lineEnded('line-1')];
    expect(valueAfter(...last)).toBe(2);
    expect(lastReasons(last)).toMatchObject([{ cause: 'falling-spend', facts: [{ fact: 'LineEnded' }] }]);
  });
});

describe('an account class', () => {
  it('CV-05: makes a small business 4, by designation', () => expect(valueAfter(opened(), smallBusiness)).toBe(4));
  it.each([
    [10_000_001, 5],
    [10_000_000, 0],
  ])(
    'CV-04: makes a corporate account that spends %d a year, of which more than 10000000 is large, %d',
    (spend, value) => expect(valueAfter(opened(), corporate(spend))).toBe(value),
  );
  it('CV-08: that is lost takes its number along', () => {
    expect(valueAfter(opened(), smallBusiness, consumer)).toBe(2);
    expect(lastReasons([opened(), smallBusiness, consumer])?.map(({ cause }) => cause)).toStrictEqual([
      'loss-of-designation',
      'falling-spend',
    ]);
    expect(valueAfter(...best, account('class-1', { class: 'small-business' }), consumer)).toBe(3);
  });
  it('CV-08: with falling spend takes 5 away', () => {
    const fallen = [...best, corporate(10_000_001), corporate(500, 'class-2', '2026-01-01')];
    expect(valuesAfter(fallen).slice(-2)).toStrictEqual([5, 3]);
    expect(lastReasons(fallen)).toMatchObject([{ cause: 'falling-spend' }]);
  });
  it('CV-04, CV-05: turns a small business into a large account, and back', () => {
    expect(valueAfter(smallBusiness, corporate(10_000_001, 'class-2', '2025-06-01'))).toBe(5);
    expect(valueAfter(corporate(10_000_001), account('class-2', { class: 'small-business' }, '2025-06-01'))).toBe(4);
  });
  it('CV-22: as of an earlier day than another changes nothing when it comes later', () =>
    expect(valueAfter(consumer, smallBusiness)).toBe(0));
});
