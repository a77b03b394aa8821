import { describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { commandRecord, until } from './testing/fixture.js';
import { accepted } from './testing/service.js';
import { idOf, specKafka, specServices } from './testing/spec-kafka.js';

const spec = specKafka('commands', () => testStack(['kafka'], []));
const { given, start, send } = specServices(spec);

describe('commands on one partition', () => {
  it('run in order for one key, and side by side for different keys', async () => {
    const { topics } = await given(1);
    const begun: string[] = [];
    const ended: string[] = [];
    const others = Promise.withResolvers<undefined>();
    await start(topics, async (command) => {
      begun.push(idOf(command));
      if (idOf(command) === 'a1') await others.promise;
      ended.push(idOf(command));
      if (idOf(command) === 'c1') others.resolve(undefined);
      return accepted();
    });
    await send(topics, ['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['c', 'c1'], ['a', 'a3']);
    await until('all have ended', () => ended.length === 5);
    expect(begun.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(ended.indexOf('c1')).toBeLessThan(ended.indexOf('a1'));
    expect(begun.indexOf('a2')).toBeGreaterThan(begun.indexOf('c1'));
  });

  it('save no offset beyond one that still runs', async () => {
    const { topics, topic, group } = await given(1);
    const held = Promise.withResolvers<undefined>();
    const ended: string[] = [];
    const service = await start(topics, async (command) => {
      if (idOf(command) === 'b1') await held.promise;
      ended.push(idOf(command));
      return accepted();
    });
    await send(topics, ['a', 'a1'], ['b', 'b1'], ['c', 'c1']);
    await until('the neighbours have ended', () => ended.length === 2);
    await until('the offset before the gap is saved', async () => (await spec.world.committed(group, topic)) === 1);
    held.resolve(undefined);
    await until('all offsets are saved', async () => (await spec.world.committed(group, topic)) === 3);
    expect(service.fatal).toEqual([]);
  });
});

describe('a message that cannot be executed', () => {
  it('is put aside with its reason, and stops none of its neighbours', async () => {
    const { topics, topic, group } = await given(1);
    const done: string[] = [];
    await start(topics, async (command) => {
      if (idOf(command) === 'bug') throw new RangeError('personal value');
      if (idOf(command) === 'nowhere') return { outcome: 'unknown-stream' };
      if (idOf(command) === 'reused') return { outcome: 'command-id-reused' };
      done.push(idOf(command));
      return accepted();
    });
    const good = (key: string, id: string) => commandRecord(topics.context, key, id);
    await spec.world.producer.send({
      topic,
      messages: [
        good('a', 'a1'),
        { ...good('b', 'b1'), value: '{' },
        { ...good('b', 'b2'), value: null },
        { ...good('b', 'b3'), value: JSON.stringify({ credentials: 'hunter2' }) },
        { key: 'c', value: 'no headers' },
        good('d', 'bug'),
        good('e', 'nowhere'),
        good('f', 'reused'),
        good('b', 'b4'),
      ],
    });
    await until('all offsets are saved', async () => (await spec.world.committed(group, topic)) === 9);
    expect(done.sort()).toEqual(['a1', 'b4']);
    const letters = await spec.world.all(topics.deadLetters.topic);
    const header = (name: string) => letters.map(({ headers }) => String(headers?.[name] ?? ''));
    expect(header('tierline-reason').sort()).toEqual(
      ['unreadable', 'tombstone', 'invalid', 'invalid-envelope', 'unknown-stream', 'command-id-reused'].sort(),
    );
    const unreadable = letters.find(({ headers }) => String(headers?.['tierline-reason']) === 'unreadable');
    expect([String(unreadable?.key), String(unreadable?.value), String(unreadable?.headers?.['ce_id'])]).toEqual([
      'b',
      '{',
      'b1',
    ]);
    expect([String(unreadable?.headers?.['tierline-topic']), String(unreadable?.headers?.['tierline-offset'])]).toEqual(
      [topic, '1'],
    );
    expect(header('tierline-violations').join()).not.toContain('hunter2');
    const [parked] = await spec.world.all(topics.parked.topic);
    expect(String(parked?.headers?.['tierline-error'])).toBe('RangeError');
    expect(JSON.stringify(parked?.headers)).not.toContain('personal value');
  });
});

describe('an outage', () => {
  it('pauses, tells so, and loses nothing when it is over', async () => {
    const { topics, topic, group } = await given(2);
    let isDown = true;
    const done: string[] = [];
    const service = await start(topics, async (command) => {
      if (isDown) throw new DependencyUnavailable('event store');
      done.push(idOf(command));
      return accepted();
    });
    const ids = Array.from({ length: 40 }, (_, index) => [`k${String(index % 4)}`, String(index)] as const);
    await send(topics, ...ids);
    await until('the service says what it waits for', () =>
      service.commands.readiness().reasons.some((reason) => reason.includes('event store does not answer')),
    );
    expect(service.commands.readiness().ready).toBe(false);
    expect(await spec.world.committed(group, topic)).toBe(0);
    isDown = false;
    await until('everything was handled', async () => (await spec.world.committed(group, topic)) === 40);
    await until('the service is ready again', () => service.commands.readiness().ready);
    for (const key of ['k0', 'k1', 'k2', 'k3']) {
      const inOrder = ids.filter(([of]) => of === key).map(([, id]) => id);
      expect(done.filter((id) => inOrder.includes(id))).toEqual(inOrder);
    }
    expect(await spec.world.all(topics.deadLetters.topic)).toEqual([]);
  });
});
