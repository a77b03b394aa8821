import { afterEach, describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import kafkajs from 'kafkajs';
import type { HandleCommand } from '../door/received-command.js';
import { sendOnly } from './testing/codecs.js';
import { commandRecord, until } from './testing/fixture.js';
import { accepted, controllerOf, startSpecService, type SpecService } from './testing/service.js';
import { specKafka } from './testing/spec-kafka.js';

const spec = specKafka('compressed', () => testStack(['kafka'], []));

const running: SpecService[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

/** A service, and a sender whose batches its client cannot read. */
async function given(codec: 'Snappy' | 'LZ4' | 'ZSTD') {
  const topics = await spec.given(1);
  const { topic } = topics.ingress.stores;
  const handled: string[] = [];
  const handle: HandleCommand = async ({ envelope }) => {
    handled.push(envelope.correlationId);
    return accepted();
  };
  const send = async () => {
    const { type, forget } = sendOnly(codec);
    try {
      const messages = ['1', '2', '3'].map((id) => commandRecord(topics.context, 'a', id));
      await spec.world.producer.send({ topic, compression: type, messages });
    } finally {
      forget();
    }
  };
  const start = async () => {
    const service = await startSpecService(spec.brokers, topics, [controllerOf(topic, handle)]);
    running.push(service);
    return service;
  };
  return { topic, handled, send, start };
}

describe.each(['Snappy', 'LZ4', 'ZSTD'] as const)('a batch that its sender has compressed by %s', (codec) => {
  it('is read from a topic that is declared as ours are', async () => {
    const { handled, send, start } = await given(codec);
    await send();
    await start();
    await until('all are handled', () => handled.length === 3);
    expect(handled).toEqual(['1', '2', '3']);
  });

  it('cannot be read from a topic that keeps batches as they were sent', async () => {
    const { topic, handled, send, start } = await given(codec);
    const entry = { name: 'compression.type', value: 'producer' };
    await spec.world.admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries: [entry] }],
    });
    await send();
    const { commands } = await start();
    await until('the consumer is in trouble', () => /compression/i.test(commands.readiness().reasons.join()));
    expect(handled).toEqual([]);
  });
});
