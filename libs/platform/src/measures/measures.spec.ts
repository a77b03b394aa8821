import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, streamName, type EventStore, type Instant, type StreamName } from '@tierline/kernel';
import { createMetrics } from '../service/metrics.js';
import type { StoreLag } from '../eventstore/store-lag.js';
import { consumerMeasures, parkedMeasures } from './consumer-measures.js';
import { followerMeasures } from './follower-measures.js';
import { publisherMeasures } from './publisher-measures.js';
import { storeMeasures } from './store-measures.js';

const topic = 'orders';

function given() {
  const metrics = createMetrics({});
  /** The samples whose names begin so, without the buckets of histograms. */
  const samples = async (name: string) =>
    (await metrics.registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith(name) && !line.includes('_bucket{'))
      .map((line) => line.slice(name.length));
  return { metrics, samples };
}

describe('the figures of a consumer', () => {
  it('tell what was fetched, handled, retried and put aside, by topic and reason', async () => {
    const { metrics, samples } = given();
    const observe = consumerMeasures(metrics);
    observe({ kind: 'fetched', topic, partition: 0, records: 3, lag: 0, age: 0 });
    observe({ kind: 'handled', topic, outcome: 'accepted', duration: 250, sinceWritten: 1_500 });
    observe({ kind: 'retried', topic, error: 'OutcomeUnknown' });
    observe({ kind: 'dead-lettered', topic, reason: 'invalid' });
    observe({ kind: 'dead-lettered', topic, reason: 'invalid' });
    observe({ kind: 'parked', topic, reason: 'failed', error: 'TypeError' });
    observe({ kind: 'parked', topic, reason: 'behind' });
    observe({ kind: 'redriven', topic });
    observe({ kind: 'discarded', topic });
    observe({ kind: 'passed-over-again', topic, partition: 0 });
    const name = `messaging_destination_name="${topic}"`;
    expect(await samples('messaging_client_consumed')).toEqual([`_messages_total{messaging_system="kafka",${name}} 3`]);
    expect(await samples('messaging_process_duration')).toEqual([
      `_seconds_sum{messaging_system="kafka",${name},outcome="accepted"} 0.25`,
      `_seconds_count{messaging_system="kafka",${name},outcome="accepted"} 1`,
    ]);
    expect(await samples('tierline_outcome_latency_seconds_sum')).toEqual([`{${name}} 1.5`]);
    expect(await samples('tierline_commands')).toEqual([
      `_retried_total{${name},error_type="OutcomeUnknown"} 1`,
      `_dead_lettered_total{${name},reason="invalid"} 2`,
      `_parked_total{${name},reason="failed"} 1`,
      `_parked_total{${name},reason="behind"} 1`,
      `_redriven_total{${name}} 1`,
      `_discarded_total{${name}} 1`,
    ]);
    expect(await samples('tierline_published_records_passed_over_total')).toEqual([`{${name}} 1`]);
  });

  it('tell how many keys are parked, as soon as somebody counts them', async () => {
    const { metrics, samples } = given();
    const watch = parkedMeasures(metrics);
    expect(await samples('tierline_keys_parked')).toEqual([' 0']);
    watch(() => 2);
    expect(await samples('tierline_keys_parked')).toEqual([' 2']);
  });

  it('tell how far each partition is behind: in records, and in the age of the oldest, which grows until it is done', async () => {
    const { metrics, samples } = given();
    let now = 100_000;
    const observe = consumerMeasures(metrics, () => now);
    const label = (partition: number) =>
      `{messaging_destination_name="${topic}",messaging_destination_partition_id="${String(partition)}"}`;
    observe({ kind: 'fetched', topic, partition: 0, records: 10, lag: 5, age: 2_000 });
    observe({ kind: 'fetched', topic, partition: 1, records: 1, lag: 0, age: 0 });
    observe({ kind: 'worked-off', topic, partition: 1, lag: 0 });
    now += 3_000;
    expect(await samples('tierline_consumer_lag_')).toEqual([
      `records${label(0)} 15`,
      `records${label(1)} 0`,
      `seconds${label(0)} 5`,
      `seconds${label(1)} 0`,
    ]);
    observe({ kind: 'worked-off', topic, partition: 0, lag: 5 });
    expect(await samples('tierline_consumer_lag_records')).toEqual([`${label(0)} 5`, `${label(1)} 0`]);
  });

  it('forget partitions that were given away, and count how often that happened', async () => {
    const { metrics, samples } = given();
    const observe = consumerMeasures(metrics);
    observe({ kind: 'assigned', partitions: 2, names: new Set(['orders[0]', 'orders[1]']) });
    observe({ kind: 'fetched', topic, partition: 0, records: 1, lag: 9, age: 0 });
    observe({ kind: 'paused', topic, partition: 0, reason: 'no store' });
    expect(await samples('tierline_partitions_paused')).toEqual([' 1']);
    observe({ kind: 'assigned', partitions: 1, names: new Set(['orders[1]']) });
    expect(await samples('tierline_consumer_lag_')).toEqual([]);
    expect(await samples('tierline_partitions_paused')).toEqual([' 0']);
    expect(await samples('tierline_consumer_rebalances')).toEqual(['_total 2']);
    expect(await samples('tierline_consumer_partitions')).toEqual([' 1']);
    observe({ kind: 'paused', topic, partition: 1, reason: 'no store' });
    observe({ kind: 'resumed', topic, partition: 1 });
    expect(await samples('tierline_partitions_paused')).toEqual([' 0']);
    expect(await samples('tierline_partition_pauses')).toEqual([`_total{messaging_destination_name="${topic}"} 2`]);
  });
});

describe('the figures of a publisher', () => {
  it('tell transactions, records, and how old the oldest command was; an empty one moves the checkpoint only', async () => {
    const { metrics, samples } = given();
    const observe = publisherMeasures(metrics);
    observe({ appends: 2, records: 5, duration: 10, age: 400 });
    observe({ appends: 1, records: 0, duration: 10, age: 0 });
    expect(await samples('messaging_client_sent_messages_total')).toEqual(['{messaging_system="kafka"} 5']);
    expect(await samples('tierline_publisher_transaction_duration_seconds_count')).toEqual([' 2']);
    expect(await samples('tierline_publisher_age_seconds_')).toEqual(['sum 0.4', 'count 1']);
    expect(await samples('tierline_publisher_appends_total')).toEqual([' 2']);
  });
});

describe('the figures of appends', () => {
  const stream: StreamName = streamName('spec.lamp', 'a');
  const appends = (append: EventStore['append']) => {
    const { metrics, samples } = given();
    const store = storeMeasures(metrics)({ append, read: () => Promise.resolve([]) });
    return {
      append: () => store.append(stream, [], 0),
      counts: () => samples('tierline_append_duration_seconds_count'),
    };
  };

  it('tell appends that were stored from conflicts', async () => {
    const answers = [{ revision: 0, position: { commit: 0n, prepare: 0n } }, 'conflict', 'conflict'] as const;
    let calls = 0;
    const { append, counts } = appends(() => Promise.resolve(answers[calls++] ?? 'conflict'));
    expect([await append(), await append(), await append()]).toEqual(answers);
    expect(await counts()).toEqual(['{result="stored"} 1', '{result="conflict"} 2']);
  });

  it('tell failures by their names, and let them through', async () => {
    const { append, counts } = appends(() => Promise.reject(new OutcomeUnknown(stream)));
    await expect(append()).rejects.toThrow(OutcomeUnknown);
    expect(await counts()).toEqual(['{result="OutcomeUnknown"} 1']);
  });
});

describe('the figures of whoever follows the store', () => {
  const now = () => Date.parse('2026-03-02T10:00:05.000Z');
  const lagOf = (seconds: Readonly<Record<string, number>>): StoreLag => ({
    follow: () => undefined,
    seconds: (name) => seconds[name],
    run: () => Promise.resolve(),
  });

  it('tell for each view how far it is behind, and how long ago it heard of the store', async () => {
    const { metrics, samples } = given();
    const { view } = followerMeasures(metrics, lagOf({ lamps: 2.5 }), now);
    view('lamps', () => ({ position: undefined, asOf: '2026-03-02T10:00:00.000Z' as Instant }));
    view('new', () => ({ position: undefined, asOf: undefined }));
    expect(await samples('tierline_view_lag_seconds')).toEqual(['{view="lamps"} 2.5']);
    expect(await samples('tierline_view_age_seconds')).toEqual(['{view="lamps"} 5']);
  });

  it('tell of the publisher how far it is behind on the one replica whose turn it is', async () => {
    const { metrics, samples } = given();
    const { publisher } = followerMeasures(metrics, lagOf({ publisher: 7 }), now);
    let isOurs = true;
    publisher({ turn: () => (isOurs ? { position: undefined } : undefined) });
    expect(await samples('tierline_publisher_')).toEqual(['is_active 1', 'lag_seconds 7']);
    isOurs = false;
    expect(await samples('tierline_publisher_')).toEqual(['is_active 0']);
  });
});
