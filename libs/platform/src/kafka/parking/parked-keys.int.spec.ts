import { afterEach, describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import type { ReceivedCommand } from '../../door/received-command.js';
import { commandRecord, until, type SpecTopics } from '../testing/fixture.js';
import { operations, type Operations } from '../testing/operations.js';
import { accepted, controllerOf, startSpecService, type SpecService } from '../testing/service.js';
import { specKafka } from '../testing/spec-kafka.js';

const spec = specKafka('parked', () => testStack(['kafka'], []));

const running: SpecService[] = [];
const people: Operations[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await Promise.all(people.splice(0).map((each) => each.close()));
});

/** A service whose commands fail while their ids or subjects are in a set. */
async function given() {
  const topics = await spec.given(1);
  const failing = new Set<string>();
  const done: string[] = [];
  const start = async (): Promise<SpecService> => {
    const handle = async ({ subject, envelope: { correlationId } }: ReceivedCommand) => {
      if (failing.has(subject) || failing.has(correlationId)) throw new RangeError('bug');
      done.push(correlationId);
      return accepted();
    };
    const controllers = [controllerOf(topics.ingress.stores.topic, handle)];
    const service = await startSpecService(spec.brokers, topics, controllers);
    running.push(service);
    return service;
  };
  const operator = operations(spec.brokers, topics);
  people.push(operator);
  return { topics, failing, done, start, operator };
}

const send = (topics: SpecTopics, ...keysAndIds: readonly (readonly [string, string])[]) =>
  spec.world.producer.send({
    topic: topics.ingress.stores.topic,
    messages: keysAndIds.map(([key, id]) => commandRecord(topics.context, key, id)),
  });
const isSaved = (topics: SpecTopics, count: number) =>
  until(`${count} offsets are saved`, async () => {
    const { topic } = topics.ingress.stores;
    return (await spec.world.committed(`tierline.${topics.context}`, topic)) === count;
  });

describe('a key that keeps failing', () => {
  it('is parked with its followers, while its neighbours go on', async () => {
    const { topics, failing, done, start, operator } = await given();
    failing.add('a');
    const service = await start();
    await send(topics, ['a', 'a1'], ['b', 'b1'], ['a', 'a2']);
    await isSaved(topics, 3);
    failing.clear();
    await send(topics, ['a', 'a3'], ['b', 'b2']);
    await isSaved(topics, 5);
    expect(done).toEqual(['b1', 'b2']);
    expect(await operator.parked('a')).toEqual(['0', '2', '3']);
    expect(service.commands.parkedKeys()).toBe(1);
    expect(await spec.world.all(topics.deadLetters.topic)).toEqual([]);
  });

  it('stays parked when another replica takes over, which reads that before it handles anything', async () => {
    const { topics, failing, done, start, operator } = await given();
    failing.add('a');
    const first = await start();
    await send(topics, ['a', 'a1']);
    await isSaved(topics, 1);
    await first.stop();
    failing.clear();
    await send(topics, ['a', 'a2'], ['b', 'b1']);
    const heir = await start();
    await isSaved(topics, 3);
    expect([done, await operator.parked('a')]).toEqual([['b1'], ['0', '1']]);
    await until('the heir counts the key', () => heir.commands.parkedKeys() === 1);
  });
});

describe('redriving', () => {
  it('executes in order what is parked, before anything that follows, and only once', async () => {
    const { topics, failing, done, start, operator } = await given();
    failing.add('a');
    const service = await start();
    await send(topics, ['a', 'a1'], ['a', 'a2'], ['a', 'a3']);
    await isSaved(topics, 3);
    failing.clear();
    await operator.order({ target: 'key', offsets: ['2'] }, 'a');
    await operator.order({ target: 'key', offsets: ['2'] }, 'a');
    await send(topics, ['a', 'a4']);
    await isSaved(topics, 6);
    expect(done).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect([await operator.parked('a'), service.commands.parkedKeys()]).toEqual([[], 0]);
    expect(await operator.settlements()).toEqual([
      ...['redriven 0', 'redriven 1', 'redriven 2', 'completed', 'nothing-to-do'],
    ]);
  });

  it('keeps what fails again and all that follows, also for the next replica', async () => {
    const { topics, failing, done, start, operator } = await given();
    failing.add('a');
    const first = await start();
    await send(topics, ['a', 'a1'], ['a', 'a2'], ['a', 'a3']);
    await isSaved(topics, 3);
    failing.clear();
    failing.add('a2');
    await operator.order({ target: 'key', offsets: ['2'] }, 'a');
    await isSaved(topics, 4);
    await first.stop();
    await start();
    await send(topics, ['a', 'a4']);
    await isSaved(topics, 5);
    expect([done, await operator.parked('a')]).toEqual([['a1'], ['1', '2', '4']]);
  });

  it('gives a command back as it came that is as large as the door lets through', async () => {
    const { topics, failing, done, start, operator } = await given();
    failing.add('a');
    await start();
    const { value, ...record } = commandRecord(topics.context, 'a', 'large');
    await send(topics, ['a', 'a1']);
    const large = value.padEnd(250_000, ' ');
    await spec.world.producer.send({ topic: topics.ingress.stores.topic, messages: [{ ...record, value: large }] });
    await isSaved(topics, 2);
    failing.clear();
    await operator.order({ target: 'key', offsets: ['1'] }, 'a');
    await isSaved(topics, 3);
    expect(done).toEqual(['a1', 'large']);
  });
});

describe('a dead letter', () => {
  it('is executed when operations redrive it, and discarded when they say so', async () => {
    const { topics, done, start, operator } = await given();
    await start();
    const good = commandRecord(topics.context, 'a', 'a1');
    await spec.world.producer.send({
      topic: topics.ingress.stores.topic,
      messages: [
        { ...good, value: 'x'.repeat(1_000_000) },
        { ...good, value: '{' },
      ],
    });
    await isSaved(topics, 2);
    await operator.order({ target: 'dead-letter', offsets: ['0', '1'] }, 'a');
    await operator.order({ target: 'dead-letter', action: 'discard', offsets: ['2'] }, 'a');
    await isSaved(topics, 4);
    expect(done).toEqual([]);
    expect(await operator.settlements()).toEqual(['failed-again 0', 'completed', 'discarded 1', 'completed']);
  });
});
