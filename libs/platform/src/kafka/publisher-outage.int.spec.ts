import { describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import { until } from './testing/fixture.js';
import { audit, flawless, startSpecPublisher } from './testing/publishing.js';
import { cuttableSockets } from './testing/sockets.js';
import { specKafka } from './testing/spec-kafka.js';
import { advised, specStore } from './testing/stored.js';

const spec = specKafka('outage', () => testStack(['kafka'], []));

describe('a publisher that cannot reach Kafka', () => {
  it('says so, and is ready again once another has taken its turn', async () => {
    const topics = await spec.given();
    const store = specStore();
    const sockets = cuttableSockets();
    const connection = (clientId: string) => ({ brokers: [spec.brokers], clientId });
    const { socketFactory } = sockets;
    // kafkajs gives the lease to the member whose name comes first: the other does not get it back.
    const first = startSpecPublisher({ ...connection('b'), socketFactory }, topics, store);
    store.append('r1', advised('1'));
    await until('the first publishes', () => first.records() > 0);
    sockets.refuse();
    store.append('r1', advised('2'));
    await until('the first says that it cannot', () => !first.publisher.readiness().ready);
    const second = startSpecPublisher(connection('a'), topics, store);
    await until('the second takes over', () => second.records() > 0);
    sockets.accept();
    await until('the first is ready again', () => first.publisher.readiness().ready);
    await Promise.all([first.stop(), second.stop()]);
    expect(audit(await spec.world.all(topics.events.topic))).toEqual(flawless(2));
  });
});
