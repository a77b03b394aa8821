import { describe, expect, it } from '@jest/globals';
import type { CustomerEvent } from './customer.events.js';
import { best, changes, lastReasons, valueAfter } from './testing/customers.js';
import {
  account,
  billLate,
  billPaid,
  complaint,
  device,
  faultVerified,
  lineAdded,
  opened,
  plan,
  times,
  type Told,
} from './testing/facts.js';
import { policy, usd } from './testing/fixtures.js';
import { afterFacts, valuesAfter } from './testing/story.js';

const smallBusiness = account('class-1', { class: 'small-business' });

describe('complaint credits', () => {
  const credits = [complaint('c1', 2_000), complaint('c2', 2_000), complaint('c3', 2_000)];

  it('CV-06: lower the number, step by step, down to 1', () =>
    expect(valuesAfter([...best, ...credits]).slice(-3)).toStrictEqual([3, 2, 1]));
  it('CV-07, CV-08: make a demoted 0 a 1, which is worse', () =>
    expect(valueAfter(opened(), ...credits.slice(0, 2))).toBe(1));
  it('CV-06: do not lower it when there was no credit', () => {
    const complaints = times(5, (index) => complaint(`c${index}`, null));
    expect(valueAfter(...best, ...complaints)).toBe(3);
  });
  it('CV-06: of nothing are none, and are told again by none', () => {
    const nothing = times(5, (index) => complaint(`c${index}`, 0));
    expect(valueAfter(...best, ...nothing)).toBe(3);
    const { customer, events } = afterFacts([complaint('c1', 0), complaint('c1', null)]);
    expect(customer.facts).toStrictEqual([complaint('c1', null).fact]);
    expect(events).toHaveLength(1);
  });
  it.each([
    ['2024-10-02', 2],
    ['2024-10-01', 3],
  ])('CV-06: count within a year: with another of %s it is %d', (other, value) =>
    expect(valueAfter(...best, complaint('c0', 2_000, other), complaint('c1', 2_000, '2025-10-01'))).toBe(value),
  );
  it('CV-06: lower what was given by designation, too, until the recovery', () => {
    const demoted = [smallBusiness, ...credits.slice(0, 2)];
    expect(valueAfter(...demoted)).toBe(2);
    const recovered = [...demoted, ...times(6, (index) => billPaid(index))];
    expect(valueAfter(...recovered.slice(0, -1))).toBe(2);
    expect(valueAfter(...recovered)).toBe(4);
  });
  it('CV-06: hold against another designation, too, until the recovery', () => {
    const large = account('class-2', { class: 'corporate', yearlySpend: usd(10_000_001) }, '2025-06-01');
    const demoted = [smallBusiness, ...credits.slice(0, 2), large];
    expect(valueAfter(...demoted)).toBe(2);
    expect(valueAfter(...demoted, ...times(6, (index) => billPaid(index)))).toBe(5);
  });
  it('CV-06, CV-23: that were for a verified fault are taken back out of the count, and the number with them', () => {
    const demoted = [...best, ...credits];
    expect(
      valuesAfter([...demoted, faultVerified('c3'), faultVerified('c1'), faultVerified('c2')]).slice(-4),
    ).toStrictEqual([1, 2, 3, 3]);
    expect(lastReasons([...demoted, faultVerified('c3')])).toStrictEqual([
      {
        cause: 'credit-taken-back',
        facts: [
          { fact: 'FaultVerified', id: 'c3' },
          { fact: 'ComplaintMade', id: 'c3' },
        ],
      },
    ]);
  });
  it('CV-23: do not count when the fault had been verified before', () =>
    expect(valueAfter(...best, faultVerified('c1'), ...credits.slice(0, 2))).toBe(3));
});

describe('late bills', () => {
  it('CV-08: lower the number when there are two among six', () => {
    expect(valuesAfter([...best, billLate(10), billLate(11)]).slice(-2)).toStrictEqual([3, 2]);
    expect(lastReasons([...best, billLate(10), billLate(11)])).toMatchObject([
      { cause: 'late-bills', facts: [{ id: 'bill-10' }, { id: 'bill-11' }] },
    ]);
  });
  it('CV-08: do not when there are five on time between them', () =>
    expect(valueAfter(...best, billLate(10), ...times(5, (index) => billPaid(11 + index)), billLate(16))).toBe(3));
});

describe('the recovery from 1', () => {
  const demoted = [opened(), complaint('c1', 500), complaint('c2', 500)];
  const bills = times(6, (index) => billPaid(index));

  it('CV-08: leads to 2 after six bills on time, and not before', () =>
    expect(valuesAfter([...demoted, ...bills]).slice(-2)).toStrictEqual([1, 2]));
  it.each<[string, Told]>([
    ['a late bill', billLate(3)],
    ['a complaint credit', complaint('c3', 500, '2027-01-01')],
  ])('CV-08: begins anew after %s', (_, between) =>
    expect(valueAfter(...demoted, ...bills.slice(0, 3), between, ...times(5, (index) => billPaid(4 + index)))).toBe(1),
  );
  it('CV-08: is not held up by a complaint without a credit', () =>
    expect(valueAfter(...demoted, ...bills.slice(0, 3), complaint('c3', null), ...bills.slice(3))).toBe(2));
  it('CV-08: comes before anything that was earned or designated', () => {
    const rich = [
      lineAdded('line-1'),
      plan('order-1', 12_000),
      device('order-2', 90_000),
      account('class-1', { class: 'small-business' }),
    ];
    expect(valueAfter(...demoted, ...rich)).toBe(1);
  });
});

describe('story B2', () => {
  it('CV-01, CV-02, CV-03, CV-06, CV-08: 0, 2, 3 and no higher; credits lead to 1; six bills on time lead to 2', () => {
    const story = [
      ...best,
      complaint('c1', 2_000),
      complaint('c2', 2_000),
      complaint('c3', 2_000),
      ...times(6, (index) => billPaid(10 + index)),
    ];
    expect(changes(story).map(({ data }) => [data.from, data.to])).toStrictEqual([
      [0, 2],
      [2, 3],
      [3, 2],
      [2, 1],
      [1, 2],
    ]);
  });

  it('CV-22: cites facts of the customer’s own stream, and the version of the policy, in every change', () => {
    const { events } = afterFacts([...best, complaint('c1', 2_000), complaint('c2', 2_000), faultVerified('c1')]);
    const told = (upTo: number) =>
      events.slice(0, upTo).filter((event: CustomerEvent) => event.type !== 'ValueChanged');
    for (const [index, event] of events.entries()) {
      if (event.type !== 'ValueChanged') continue;
      expect(event.data.policyVersion).toBe(policy.version);
      expect(event.data.reasons).not.toHaveLength(0);
      for (const { facts } of event.data.reasons) {
        expect(facts).not.toHaveLength(0);
        for (const { fact, id } of facts)
          expect(told(index).some(({ type, data }) => type === fact && Object.values(data).includes(id))).toBe(true);
      }
    }
  });
});
