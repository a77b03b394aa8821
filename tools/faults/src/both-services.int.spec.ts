import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import { partOf } from './check/context.js';
import { checkedDeviceUnlock } from './check/device-unlock.js';
import { heardIn } from './check/told.js';
import { PATIENCE, rounds } from './testing/rounds.js';

const SEED = 20_260_303;
const play = rounds(SEED, 'both');

describe('two replicas of each of two services', () => {
  it.each(['kill-after-append', 'kill-before-commit'])(
    'DU-12, CV-22: lose, double and reorder nothing, and hear each standing once and in order: %s',
    async (name) => {
      const { violations, history } = await play(name);
      expect(violations).toEqual([]);
      const heard = heardIn(partOf(history, deviceUnlockTopics), checkedDeviceUnlock);
      expect(heard.length).toBeGreaterThan(5);
    },
    PATIENCE,
  );
});
