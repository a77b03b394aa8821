import { unreachable } from '@tierline/kernel';
import type { Observe } from '../kafka/consumer-port.js';
import { partitionName } from '../kafka/paused-partitions.js';
import type { Metrics } from '../service/metrics.js';

/** What is known of a partition that is ours: how many records are not done, and since when the oldest of them has been there. */
interface Backlog {
  readonly topic: string;
  readonly partition: number;
  readonly records: number;
  /** In milliseconds since 1970; nothing when every record that was fetched is done. */
  readonly oldest: number | undefined;
}

const LAG_LABELS = ['messaging_destination_name', 'messaging_destination_partition_id'] as const;
const SYSTEM = { messaging_system: 'kafka' };

/**
 * Turns what a consumer does into figures.
 *
 * @param now in milliseconds since 1970
 */
export function consumerMeasures(metrics: Metrics, now: () => number = Date.now): Observe {
  const topicLabel = 'messaging_destination_name';
  const consumed = metrics.counter('messaging_client_consumed_messages_total', 'Records that were fetched', [
    'messaging_system',
    topicLabel,
  ]);
  const processing = metrics.histogram(
    'messaging_process_duration_seconds',
    'How long a command took, from the first attempt to the acknowledged append',
    ['messaging_system', topicLabel, 'outcome'],
  );
  const latency = metrics.histogram(
    'outcome_latency_seconds',
    'From the moment a command was written to Kafka to its acknowledged append',
    [topicLabel],
  );
  const retried = metrics.counter('commands_retried_total', 'Attempts that failed and were repeated', [
    topicLabel,
    'error_type',
  ]);
  const deadLettered = metrics.counter('commands_dead_lettered_total', 'Records that were put aside', [
    topicLabel,
    'reason',
  ]);
  const parked = metrics.counter(
    'commands_parked_total',
    'Commands of a key that keeps failing, and of those behind them',
    [topicLabel, 'reason'],
  );
  const redriven = metrics.counter('commands_redriven_total', 'Records that were executed after they were put aside', [
    topicLabel,
  ]);
  const discarded = metrics.counter('commands_discarded_total', 'Records that were put aside and given up for good', [
    topicLabel,
  ]);
  const again = metrics.counter(
    'published_records_passed_over_total',
    "Records of another context's events that had come before",
    [topicLabel],
  );
  const pauses = metrics.counter('partition_pauses_total', 'How often a partition had to wait', [topicLabel]);
  const rebalances = metrics.counter('consumer_rebalances_total', 'How often the group was joined or divided anew');
  const assigned = metrics.gauge('consumer_partitions', 'Partitions that are assigned to this replica');
  const backlogs = new Map<string, Backlog>();
  const paused = new Set<string>();
  metrics.gauge('partitions_paused', 'Partitions that wait for something to come back', [], (gauge) => {
    gauge.set(paused.size);
  });
  metrics.gauge('consumer_lag_records', 'Records of a partition that are not done', LAG_LABELS, (gauge) => {
    gauge.reset();
    for (const { topic, partition, records } of backlogs.values()) gauge.set(labels(topic, partition), records);
  });
  metrics.gauge('consumer_lag_seconds', 'Age of the oldest fetched record that is not done', LAG_LABELS, (gauge) => {
    gauge.reset();
    for (const { topic, partition, oldest } of backlogs.values()) {
      gauge.set(labels(topic, partition), oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1000);
    }
  });

  return (seen) => {
    switch (seen.kind) {
      case 'handled': {
        const { topic, outcome, duration, sinceWritten } = seen;
        processing.observe({ ...SYSTEM, [topicLabel]: topic, outcome }, duration / 1000);
        latency.observe({ [topicLabel]: topic }, sinceWritten / 1000);
        return;
      }
      case 'retried':
        retried.inc({ [topicLabel]: seen.topic, error_type: seen.error });
        return;
      case 'dead-lettered':
        deadLettered.inc({ [topicLabel]: seen.topic, reason: seen.reason });
        return;
      case 'parked':
        parked.inc({ [topicLabel]: seen.topic, reason: seen.reason });
        return;
      case 'redriven':
        redriven.inc({ [topicLabel]: seen.topic });
        return;
      case 'discarded':
        discarded.inc({ [topicLabel]: seen.topic });
        return;
      case 'passed-over-again':
        again.inc({ [topicLabel]: seen.topic });
        return;
      case 'paused':
        pauses.inc({ [topicLabel]: seen.topic });
        paused.add(partitionName(seen.topic, seen.partition));
        return;
      case 'resumed':
        paused.delete(partitionName(seen.topic, seen.partition));
        return;
      case 'fetched': {
        const { topic, partition, records, lag, age } = seen;
        consumed.inc({ ...SYSTEM, [topicLabel]: topic }, records);
        const backlog = { topic, partition, records: lag + records, oldest: now() - age };
        backlogs.set(partitionName(topic, partition), backlog);
        return;
      }
      case 'worked-off': {
        const { topic, partition, lag } = seen;
        backlogs.set(partitionName(topic, partition), { topic, partition, records: lag, oldest: undefined });
        return;
      }
      case 'assigned':
        rebalances.inc();
        assigned.set(seen.partitions);
        for (const each of [backlogs, paused]) {
          for (const name of each.keys()) if (!seen.names.has(name)) each.delete(name);
        }
        return;
      default:
        unreachable(seen);
    }
  };
}

/** Turns how many keys are parked into a figure. @returns watches the count */
export function parkedMeasures(metrics: Metrics): (count: () => number) => void {
  let parkedKeys = () => 0;
  metrics.gauge('keys_parked', 'Keys that are parked, of the partitions of this replica', [], (gauge) => {
    gauge.set(parkedKeys());
  });
  return (count) => {
    parkedKeys = count;
  };
}

const labels = (topic: string, partition: number) => ({
  messaging_destination_name: topic,
  messaging_destination_partition_id: String(partition),
});
