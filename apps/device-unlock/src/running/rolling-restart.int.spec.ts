import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import { streamName } from '@tierline/kernel';
import { connectEventStore, silentLog, type EventStoreConnection } from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { startLoad, type Load } from '../testing/load.js';
import { found, readTopics, replicaOf, type Committed } from '@tierline/platform/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;
const RUN = 500_000;
/** A group learns by itself that a member is gone after 6 s: whoever is faster was told. In milliseconds. */
const SESSION = 6_000;
/** So much of everything shows that the work goes on. */
const MORE = 8;
const PATIENCE = 120_000;
const REPLICAS = ['one', 'two'] as const;
const REQUESTED = 'tierline.device-unlock.ActivationUnlockRequested.v1';

let stack: TestStack;
let store: EventStoreConnection;
let load: Load;
let reader: Awaited<ReturnType<typeof readTopics>>;
beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(REPLICAS));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [deviceUnlockTopics.events.topic, deviceUnlockTopics.outcomes.topic]);
}, START);
afterAll(async () => {
  await load.end();
  await reader.end();
  await store.close();
  await stack.stop();
});

const isPublishing = async (name: string) => {
  const text = await (await fetch(`${replicaOf(stack.services, name).healthUrl}/metrics`)).text();
  return /^tierline_publisher_is_active\{.*\} 1$/m.test(text);
};
const publishing = () =>
  found('a replica publishes', async () => {
    for (const name of REPLICAS) if (await isPublishing(name)) return name;
    return undefined;
  });
const onTopic = (topic: string) => reader.seen.filter((record) => record.topic === topic);
const outcomes = () => onTopic(deviceUnlockTopics.outcomes.topic);

/** More of everything, so that it is known to go on. */
const goesOn = async () => {
  const before = [load.answered.length, load.sent.length, outcomes().length] as const;
  await found(
    'the work goes on',
    () => {
      load.check();
      const now = [load.answered.length, load.sent.length, outcomes().length] as const;
      return now.every((count, index) => count >= (before[index] ?? 0) + MORE) || undefined;
    },
    PATIENCE,
  );
};

/** The longest time without an outcome since a moment, in milliseconds. */
function longestSilence(since: number): number {
  const times = outcomes()
    .map(({ writtenAt }) => writtenAt)
    .filter((time) => time >= since)
    .toSorted((a, b) => a - b);
  return Math.max(...times.map((time, index) => time - (times[index - 1] ?? since)));
}

describe('two replicas under load, each told to stop and started again', () => {
  const stops: { readonly code: number | null; readonly silence: number }[] = [];
  beforeAll(async () => {
    load = await startLoad(stack, REPLICAS);
    await goesOn();
    for (const _ of REPLICAS) {
      const replica = replicaOf(stack.services, await publishing());
      const since = Date.now();
      replica.kill('SIGTERM');
      const { code } = await replica.exited;
      await goesOn();
      stops.push({ code, silence: longestSilence(since) });
      await replica.restart();
      await goesOn();
    }
    await load.end();
    const commands = load.answered.length + load.sent.length;
    await found(
      'everything is published',
      () => (new Set(outcomes().map(({ key }) => key)).size >= commands ? true : undefined),
      PATIENCE,
    );
  }, RUN);

  it('end by themselves, and hand publishing over before the group would miss them', () => {
    expect(stops.map(({ code }) => code)).toEqual([0, 0]);
    for (const { silence } of stops) expect(silence).toBeLessThan(SESSION);
  });

  it('answer every request that they have accepted', () => {
    expect(load.answered.filter(({ status }) => status !== 201)).toEqual([]);
    // A request that was executed and whose answer was lost comes again as a repeated one.
    expect(load.answered.filter(({ repeated }) => repeated)).toEqual([]);
  });

  it(
    'lose no command, and execute none twice',
    async () => {
      const subjects = [...load.answered.map(({ subject }) => subject), ...load.sent];
      const counts: number[] = [];
      for (const subject of subjects) {
        const stored = await store.store.read(streamName(ACTIVATION_LOCK_REQUEST, subject));
        counts.push(stored.filter(({ type }) => type === 'ActivationUnlockRequested').length);
      }
      expect(new Set(subjects).size).toBe(subjects.length);
      expect(counts.filter((count) => count !== 1)).toEqual([]);
    },
    PATIENCE,
  );

  it('publish every event and every outcome once, and those of each request in order', () => {
    const times = (records: readonly Committed[], name: string) =>
      [...Map.groupBy(records, ({ headers }) => headers[name])].filter(([, same]) => same.length > 1);
    const events = onTopic(deviceUnlockTopics.events.topic);
    expect(events.filter(({ headers }) => headers['ce_type'] === REQUESTED)).toHaveLength(
      load.answered.length + load.sent.length,
    );
    expect([...times(events, 'ce_id'), ...times(outcomes(), 'ce_id')]).toEqual([]);
    for (const same of Map.groupBy(events, ({ key }) => key).values()) {
      const revisions = same.map(({ headers }) => Number(headers['tierline-revision']));
      expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    }
  });
});
