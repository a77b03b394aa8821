import { afterEach, describe, expect, it } from '@jest/globals';
import type { Position } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { until } from '../kafka/testing/fixture.js';
import { storeLag, type Standing } from './store-lag.js';

const at = (commit: number): Position => ({ commit: BigInt(commit), prepare: BigInt(commit) });

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A store whose head moves, a follower beside it, and a clock that only a spec moves. */
function given(begin: { readonly head?: Position; readonly position?: Position } = {}) {
  const world: { head: Position | undefined; standing: Standing | undefined; now: number; isDown: boolean } = {
    head: begin.head,
    standing: { position: begin.position },
    now: 0,
    isDown: false,
  };
  let looks = 0;
  const latest = async () => {
    looks += 1;
    if (world.isDown) throw new DependencyUnavailable('event store');
    return world.head;
  };
  const lag = storeLag(latest, () => world.now, 1);
  lag.follow('view', () => world.standing);
  const stop = new AbortController();
  const running = lag.run(stop.signal);
  stops.push(async () => {
    stop.abort();
    await running;
  });
  return {
    world,
    seconds: () => lag.seconds('view'),
    /** Waits until it has looked at the world as it is now. */
    looked: async () => {
      const before = looks;
      await until('two more looks', () => looks >= before + 2);
    },
  };
}

describe('whoever follows the store', () => {
  it('has everything of an empty store, and is not behind while the store is idle', async () => {
    const { world, seconds, looked } = given();
    await looked();
    expect(seconds()).toBe(0);
    world.now = 3_600_000;
    await looked();
    expect(seconds()).toBe(0);
  });

  it('is behind since the moment when something was first seen that it does not have', async () => {
    const { world, seconds, looked } = given();
    await looked();
    world.now = 10_000;
    world.head = at(5);
    await looked();
    world.now = 25_000;
    world.head = at(9);
    await looked();
    expect(seconds()).toBe(25);
    world.standing = { position: at(5) };
    await looked();
    expect(seconds()).toBe(15);
    world.standing = { position: at(9) };
    await looked();
    expect(seconds()).toBe(0);
  });

  it('is not called behind by a store that never rests, as long as it follows', async () => {
    const { world, seconds, looked } = given();
    for (let second = 1; second <= 5; second += 1) {
      world.now = second * 1_000;
      world.standing = { position: world.head };
      world.head = at(second);
      await looked();
    }
    expect(seconds()).toBeLessThanOrEqual(2);
  });

  it('has never caught up while it is being filled', async () => {
    const { world, seconds, looked } = given({ head: at(5), position: at(1) });
    await looked();
    expect(seconds()).toBeUndefined();
    world.standing = { position: at(5) };
    await looked();
    expect(seconds()).toBe(0);
  });

  it('begins anew when it follows again after it did not', async () => {
    const { world, seconds, looked } = given();
    await looked();
    world.standing = undefined;
    world.now = 60_000;
    await looked();
    expect(seconds()).toBeUndefined();
    world.standing = { position: undefined };
    await looked();
    expect(seconds()).toBe(0);
  });

  it('is known to have everything no longer while the store is away', async () => {
    const { world, seconds, looked } = given();
    await looked();
    world.isDown = true;
    world.now = 40_000;
    await looked();
    expect(seconds()).toBe(40);
    world.isDown = false;
    await looked();
    expect(seconds()).toBe(0);
  });
});
