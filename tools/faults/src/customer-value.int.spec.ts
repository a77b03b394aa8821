import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { checkedCustomerValue } from './check/customer-value.js';
import { deadLettersIn, settlementsIn } from './check/put-aside.js';
import { PATIENCE, rounds } from './testing/rounds.js';

const SEED = 20_260_304;
const play = rounds(SEED, 'customer-value');

describe('two replicas of customer value', () => {
  it(
    'put aside what is no JSON, and lose, double and reorder nothing of its neighbours',
    async () => {
      const { violations, history } = await play('poison');
      expect(violations).toEqual([]);
      expect(deadLettersIn(history, checkedCustomerValue)).toHaveLength(5);
    },
    PATIENCE,
  );

  it(
    'lose, double and reorder nothing of a customer who is parked and redriven',
    async () => {
      const { violations, history } = await play('kill-after-parking');
      expect(violations).toEqual([]);
      const redriven = settlementsIn(history, checkedCustomerValue).filter(({ data }) => data?.['kind'] === 'redriven');
      expect(redriven.length).toBeGreaterThanOrEqual(3);
    },
    PATIENCE,
  );
});
