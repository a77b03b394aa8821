import { describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import type { HandleCommand } from '../door/received-command.js';
import { until } from './testing/fixture.js';
import { accepted, controllerOf, startSpecService } from './testing/service.js';
import { idOf, specKafka, specServices } from './testing/spec-kafka.js';

const spec = specKafka('replicas', () => testStack(['kafka'], []));
const { given, start, send } = specServices(spec);

describe('a service that is told to stop', () => {
  it('ends what it has begun, saves its offsets, and takes nothing more', async () => {
    const { topics, topic, group } = await given(1);
    const begun: string[] = [];
    const held = Promise.withResolvers<undefined>();
    const service = await start(topics, async (command) => {
      begun.push(idOf(command));
      await held.promise;
      return accepted();
    });
    await send(topics, ['a', 'a1'], ['a', 'a2']);
    await until('the first has begun', () => begun.length === 1);
    const drained = service.commands.drain();
    held.resolve(undefined);
    await drained;
    expect(begun).toEqual(['a1']);
    expect(await spec.world.committed(group, topic)).toBe(1);
    expect(service.commands.readiness()).toEqual({ ready: false, reasons: ['the group is left'] });
  });
});

describe('a second replica', () => {
  it('takes its share in the middle of the work, and nothing is lost or out of order', async () => {
    const { topics, topic, group } = await given(6);
    const done: string[] = [];
    const handle: HandleCommand = async (command) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(idOf(command));
      return accepted();
    };
    const ids = Array.from({ length: 1_200 }, (_, index) => [`k${String(index % 30)}`, String(index)] as const);
    await start(topics, handle, { concurrency: 2 });
    await send(topics, ...ids.slice(0, 600));
    await until('the first is at work', () => done.length > 50);
    const second = await start(topics, handle, { concurrency: 2 });
    await until('the second has its share', () =>
      second.seen.some((seen) => seen.kind === 'assigned' && seen.partitions > 0),
    );
    expect(done.length).toBeLessThan(600);
    await send(topics, ...ids.slice(600));
    await until('all offsets are saved', async () => (await spec.world.committed(group, topic)) === 1_200);
    expect(second.seen.some(({ kind }) => kind === 'handled')).toBe(true);
    expect(new Set(done).size).toBe(1_200);
    for (let key = 0; key < 30; key += 1) {
      const first = [...new Set(done.filter((id) => Number(id) % 30 === key))];
      expect(first).toEqual(first.toSorted((a, b) => Number(a) - Number(b)));
    }
  });
});

describe('a topic without a handler', () => {
  it('is refused at the start', async () => {
    const { topics } = await given();
    await expect(startSpecService(spec.brokers, topics, [])).rejects.toThrow(
      `${topics.ingress.stores.topic} has no handler`,
    );
  });

  it('is refused with two handlers, too', async () => {
    const { topics } = await given();
    const handle: HandleCommand = async () => accepted();
    const twice = [1, 2].map(() => controllerOf(topics.ingress.stores.topic, handle));
    await expect(startSpecService(spec.brokers, topics, twice)).rejects.toThrow('more than one handler');
  });
});
