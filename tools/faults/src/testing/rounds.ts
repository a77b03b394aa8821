import { afterAll, beforeAll } from '@jest/globals';
import { openArena, type OpenArena } from '../arena.js';
import { faultNamed } from '../faults/index.js';
import { playRound } from '../round.js';

/** How long a round and the start of an arena may take on a busy machine, in milliseconds. */
export const PATIENCE = 180_000;

/** Opens an arena for the specs of a file. @returns what plays the next round in it, with the fault of a name */
export function rounds(...how: Parameters<typeof openArena>): (name: string) => ReturnType<typeof playRound> {
  let arena: OpenArena;
  beforeAll(async () => {
    arena = await openArena(...how);
  }, PATIENCE);
  afterAll(() => arena.close(), PATIENCE);
  return async (name) => {
    const result = await playRound(name, faultNamed(name), arena);
    arena.nextRound();
    return result;
  };
}
