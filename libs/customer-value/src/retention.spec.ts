import { describe, expect, it } from '@jest/globals';
import { customerDecider } from './customer.decider.js';
import { ask } from './testing/concessions.js';
import { best, good } from './testing/customers.js';
import { account, commitment, complaint, opened, rated, threat, type Told } from './testing/facts.js';
import { by, policy, sam, usd } from './testing/fixtures.js';
import { afterFacts } from './testing/story.js';
import { ATTITUDES, GENEROSITY_ORDER, type Attitude, type CustomerValue } from './values.js';

/** How a customer comes to each number. */
const WAYS: Readonly<Record<CustomerValue, readonly Told[]>> = {
  0: [opened()],
  1: [opened(), complaint('c1', 500), complaint('c2', 500)],
  2: good,
  3: best,
  4: [opened(), account('class-1', { class: 'small-business' })],
  5: [opened(), account('class-1', { class: 'corporate', yearlySpend: usd(10_000_001) })],
};
/** After a year of 24 months of a smartphone: 205 USD. After a year of other equipment: 102 USD. */
const FEES = { none: [], little: [commitment({ equipment: 'basic-phone' })], much: [commitment()] } as const;

/** What the threat to leave is answered with, in minor units; 0 when nothing is offered. */
function offered(value: CustomerValue, attitude: Attitude, fee: keyof typeof FEES): number {
  const { customer } = afterFacts([...WAYS[value], ...FEES[fee], rated('r1', attitude), threat('t1')]);
  expect(customer.value).toBe(value);
  const decision = customerDecider.decide(by(sam, ask(20_000)), customer, policy);
  if ('rejected' in decision) throw new Error(decision.rejected);
  const [event] = decision;
  return event?.type === 'ConcessionGranted' ? event.data.granted.amountMinor : 0;
}

describe('a threat to switch (story B3)', () => {
  it.each<[CustomerValue, Attitude, readonly [none: number, little: number, much: number]]>([
    [1, 'bad', [0, 0, 0]],
    [1, 'neutral', [0, 0, 0]],
    [1, 'good', [0, 0, 0]],
    [0, 'bad', [0, 0, 0]],
    [0, 'neutral', [840, 0, 0]],
    [0, 'good', [1_200, 0, 0]],
    [2, 'bad', [600, 0, 0]],
    [2, 'neutral', [2_100, 1_080, 0]],
    [2, 'good', [3_000, 1_980, 950]],
    [3, 'bad', [1_200, 0, 0]],
    [3, 'neutral', [4_200, 3_180, 2_150]],
    [3, 'good', [6_000, 4_980, 3_950]],
    [4, 'bad', [1_440, 0, 0]],
    [4, 'good', [7_200, 6_180, 5_150]],
    [5, 'bad', [3_200, 2_180, 1_150]],
    [5, 'good', [16_000, 14_980, 13_950]],
  ])(
    'CV-11, CV-12: by a customer of value %d with a %s attitude is worth %j',
    (value, attitude, [none, little, much]) => {
      expect(offered(value, attitude, 'none')).toBe(none);
      expect(offered(value, attitude, 'little')).toBe(little);
      expect(offered(value, attitude, 'much')).toBe(much);
    },
  );

  it('CV-07, CV-11: is never worth more with more fee owed, less value or a worse attitude', () => {
    const fees = ['none', 'little', 'much'] as const;
    for (const [rank, value] of GENEROSITY_ORDER.entries()) {
      for (const [mood, attitude] of ATTITUDES.entries()) {
        for (const [index, fee] of fees.entries()) {
          const offer = offered(value, attitude, fee);
          const less = [
            offered(GENEROSITY_ORDER[rank - 1] ?? value, attitude, fee),
            offered(value, ATTITUDES[mood - 1] ?? attitude, fee),
            offered(value, attitude, fees[index + 1] ?? fee),
          ];
          for (const each of less) expect(each).toBeLessThanOrEqual(offer);
        }
      }
    }
  });
});
