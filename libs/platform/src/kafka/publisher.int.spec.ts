import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { BrokenHistory, type EventMetadata } from '@tierline/kernel';
import { testStack } from '@tierline/stack/testing';
import { StoreRestored } from '../eventstore/store-restored.js';
import { silentLog } from '../log.js';
import { until, type SpecTopics } from './testing/fixture.js';
import { audit, flawless, startSpecPublisher, type SpecPublisher } from './testing/publishing.js';
import { cuttableSockets } from './testing/sockets.js';
import { specKafka, stoppedAfterEach } from './testing/spec-kafka.js';
import { advised, specStore, type SpecStore } from './testing/stored.js';
import { openTransactionWriter } from './transaction-writer.js';

const spec = specKafka('publisher', () => testStack(['kafka'], []));

const stopped = stoppedAfterEach<SpecPublisher>();
const given = async () => ({ topics: await spec.given(), store: specStore() });
const connection = (clientId = 'publisher') => ({ brokers: [spec.brokers], clientId });
function start(...[topics, store, options, from = connection()]: StartArguments): SpecPublisher {
  return stopped(startSpecPublisher(from, topics, store, options));
}
type StartArguments = readonly [
  SpecTopics,
  SpecStore,
  Parameters<typeof startSpecPublisher>[3]?,
  Parameters<typeof startSpecPublisher>[0]?,
];

const appendMany = (store: SpecStore, count: number) => {
  for (let index = 0; index < count; index += 1) store.append(`r${String(index % 20)}`, advised(String(index)));
};
const audits = async (topics: SpecTopics) => {
  const [events, outcomes] = await Promise.all([
    spec.world.all(topics.events.topic),
    spec.world.all(topics.outcomes.topic),
  ]);
  return { events: audit(events), outcomes: audit(outcomes) };
};
const once = (count: number) => ({ events: flawless(count), outcomes: flawless(count) });

describe('a publisher', () => {
  it('publishes every event and outcome once and in order, also after it was stopped and begun anew', async () => {
    const { topics, store } = await given();
    appendMany(store, 500);
    const first = start(topics, store);
    await until('the first part is published', () => first.records() >= 1_000);
    await first.stop();
    appendMany(store, 500);
    const second = start(topics, store);
    await until('the second part is published', () => second.records() >= 1_000);
    expect(second.records()).toBe(1_000);
    expect(await audits(topics)).toEqual(once(1_000));
  });

  it('takes all that is ready into one transaction', async () => {
    const { topics, store } = await given();
    appendMany(store, 2_000);
    const { seen, records } = start(topics, store);
    await until('all is published', () => records() === 4_000);
    expect(seen.length).toBeLessThan(20);
  });

  it('takes what follows an append at once into the same transaction', async () => {
    const { topics, store } = await given();
    const { seen, records } = start(topics, store);
    const rounds = 20;
    for (let round = 1; round <= rounds; round += 1) {
      appendMany(store, 1);
      await turn();
      await turn();
      appendMany(store, 1);
      await until('both are published', () => records() === 4 * round);
    }
    expect(seen.filter(({ appends }) => appends === 2).length).toBeGreaterThan(rounds / 2);
  });

  it('publishes more at once than a broker takes in one batch', async () => {
    const { topics, store } = await given();
    const requestId = 'x'.repeat(2_000);
    for (let index = 0; index < 1_500; index += 1) store.append('one', advised(`${requestId}${String(index)}`));
    const { records } = start(topics, store);
    await until('all is published', () => records() === 3_000);
    expect(await audits(topics)).toEqual(once(1_500));
  });

  it('publishes once although its connections are cut again and again', async () => {
    const { topics, store } = await given();
    const sockets = cuttableSockets();
    const from = { ...connection(), socketFactory: sockets.socketFactory };
    const { records, publisher } = start(topics, store, {}, from);
    let cuts = 0;
    for (let round = 0; round < 4; round += 1) {
      appendMany(store, 300);
      const before = records();
      await until('some of it is published', () => records() > before);
      appendMany(store, 300);
      cuts += sockets.cut();
    }
    const last = store.events.length;
    await until('the last event is published', async () => {
      const outcomes = await spec.world.all(topics.outcomes.topic);
      return outcomes.some(
        ({ headers }) => String(headers?.['tierline-position']) === `${String(last)}/${String(last)}`,
      );
    });
    expect(cuts).toBeGreaterThan(4);
    expect(await audits(topics)).toEqual(once(2_400));
    expect(publisher.readiness()).toEqual({ ready: true, reasons: [] });
  });
});

describe('two publishers', () => {
  it('publish once: one works and the other waits until it is gone', async () => {
    const { topics, store } = await given();
    const both = [start(topics, store, {}, connection('a')), start(topics, store, {}, connection('b'))] as const;
    const total = () => both[0].records() + both[1].records();
    appendMany(store, 200);
    await until('the first part is published', () => total() >= 400);
    const holder = both[0].records() > 0 ? both[0] : both[1];
    const other = holder === both[0] ? both[1] : both[0];
    const before = other.records();
    const began = performance.now();
    await holder.stop();
    appendMany(store, 200);
    await until('the other goes on', () => other.records() > before);
    expect(performance.now() - began).toBeLessThan(5_000);
    await until('all is published', () => total() === 800);
    expect(await audits(topics)).toEqual(once(400));
  });

  it('publish once although each believes that the lease is its own', async () => {
    const { topics, store } = await given();
    const rivals = ['a', 'b'].map((name) =>
      start(topics, store, { groupId: `rival-${topics.context}-${name}`, stayAway: 300 }),
    );
    let taken = 0;
    const byBoth = () => rivals.every((rival) => rival.records() > 0);
    while (!byBoth() || taken < 3_000) {
      appendMany(store, 100);
      taken += 100;
      const published = () => rivals.reduce((sum, rival) => sum + rival.records(), 0);
      const wanted = published() + 1;
      await until('either goes on', () => published() >= wanted);
    }
    const [first, second] = rivals;
    await first?.stop();
    appendMany(store, 1);
    const before = second?.records() ?? 0;
    await until('the last part is published', () => (second?.records() ?? 0) > before);
    await second?.stop();
    expect(await audits(topics)).toEqual(once(taken + 1));
  });

  it('leave nothing of a transaction that was open when the other came', async () => {
    const { topics, store } = await given();
    const id = `tierline.${topics.context}.publisher`;
    const zombie = await openTransactionWriter(connection(), id, [topics.events.topic], silentLog);
    appendMany(store, 10);
    const { records } = start(topics, store);
    await until('all is published', () => records() === 20);
    const ghost = { topic: topics.events.topic, key: 'r1', value: '{}', headers: { ce_id: 'ghost' } };
    await expect(zombie.write([ghost])).rejects.toThrow(`another producer uses the transactional id ${id} now`);
    await zombie.close();
    expect(await audits(topics)).toEqual(once(10));
  });
});

describe('a store that is not the one that was published from', () => {
  it('stops the publisher, which says so', async () => {
    const { topics, store } = await given();
    appendMany(store, 3);
    const before = start(topics, store);
    await until('all is published', () => before.records() === 6);
    await before.stop();
    const restored = specStore();
    appendMany(restored, 2);
    const after = start(topics, restored);
    await expect(after.ended).rejects.toThrow(StoreRestored);
    expect(await audits(topics)).toEqual(once(3));
  });
});

describe('an event that nothing can be published of', () => {
  it('stops the publisher and is never skipped', async () => {
    const { topics, store } = await given();
    appendMany(store, 1);
    store.append('r1', advised('broken'));
    const [, broken] = store.events;
    if (!broken) throw new Error('two events were appended');
    store.events[1] = { ...broken, metadata: { ...broken.metadata, command: undefined } as unknown as EventMetadata };
    const { ended } = start(topics, store);
    await expect(ended).rejects.toThrow(BrokenHistory);
    expect((await audits(topics)).events.twice).toEqual([]);
  });
});
