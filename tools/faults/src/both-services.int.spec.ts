import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import { openArena, type OpenArena } from './arena.js';
import { partOf } from './check/context.js';
import { checkedDeviceUnlock } from './check/device-unlock.js';
import { heardIn } from './check/told.js';
import { faultNamed } from './faults/index.js';
import { playRound } from './round.js';

const SEED = 20_260_303;
const PATIENCE = 180_000;

let arena: OpenArena;
beforeAll(async () => {
  arena = await openArena(SEED, 'both');
}, PATIENCE);
afterAll(() => arena.close(), PATIENCE);

describe('two replicas of each of two services', () => {
  it.each(['kill-after-append', 'kill-before-commit'])(
    'DU-12, CV-22: lose, double and reorder nothing, and hear each standing once and in order: %s',
    async (name) => {
      const { violations, history } = await playRound(name, faultNamed(name), arena);
      arena.nextRound();
      expect(violations).toEqual([]);
      const heard = heardIn(partOf(history, deviceUnlockTopics), checkedDeviceUnlock);
      expect(heard.length).toBeGreaterThan(5);
    },
    PATIENCE,
  );
});
