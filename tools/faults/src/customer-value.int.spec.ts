import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openArena, type OpenArena } from './arena.js';
import { checkedCustomerValue } from './check/customer-value.js';
import { deadLettersIn, settlementsIn } from './check/put-aside.js';
import { faultNamed } from './faults/index.js';
import { playRound } from './round.js';

const SEED = 20_260_304;
const PATIENCE = 180_000;

let arena: OpenArena;
beforeAll(async () => {
  arena = await openArena(SEED, 'customer-value');
}, PATIENCE);
afterAll(() => arena.close(), PATIENCE);

async function play(name: string) {
  const result = await playRound(name, faultNamed(name), arena);
  arena.nextRound();
  return result;
}

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
