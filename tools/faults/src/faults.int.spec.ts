import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { checkedDeviceUnlock } from './check/device-unlock.js';
import { settlementsIn } from './check/put-aside.js';
import { PATIENCE, rounds } from './testing/rounds.js';

const SEED = 20_260_302;
const play = rounds(SEED);

describe('two replicas of device unlock', () => {
  it.each(['kill-after-append', 'kill-before-offset', 'reset-all', 'poison', 'redelivery'])(
    'lose, double and reorder nothing: %s',
    async (name) => {
      const { violations, history } = await play(name);
      expect(violations).toEqual([]);
      expect(history.commands.length).toBeGreaterThan(10);
    },
    PATIENCE,
  );

  it.each(['kill-after-parking', 'kill-before-removal'])(
    'lose, double and reorder nothing of a key that is parked and redriven: %s',
    async (name) => {
      const { violations, history } = await play(name);
      expect(violations).toEqual([]);
      const redriven = settlementsIn(history, checkedDeviceUnlock).filter(({ data }) => data?.['kind'] === 'redriven');
      expect(redriven.length).toBeGreaterThanOrEqual(3);
    },
    PATIENCE,
  );

  it(
    'show nothing of a transaction that the publisher had written and not committed when it was killed',
    async () => {
      const { violations, history } = await play('kill-before-commit');
      expect(violations).toEqual([]);
      expect(history.records.filter(({ transaction }) => transaction === 'aborted').length).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
