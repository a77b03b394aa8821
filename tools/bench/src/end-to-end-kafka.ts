import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { deviceUnlockTopics } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import type { Producer } from 'kafkajs';
import { commandRecord } from './command-records.js';
import { latencyRows } from './latencies.js';
import type { Row } from './row.js';
import { now, onSchedule } from './schedule.js';
import type { SeenEvents } from './seen-events.js';
import { storedAt } from './stored-at.js';

const { context, ingress } = deviceUnlockTopics;

/** What a load by Kafka is measured with. */
export interface KafkaLoad {
  readonly producer: Producer;
  readonly seen: SeenEvents;
  readonly client: EventStoreDBClient;
}

interface Sent {
  readonly id: string;
  readonly dueAt: number;
  /** When the broker had acknowledged it. */
  readonly producedAt: number;
}

/**
 * Sends commands at a fixed rate, each due at a moment of its own, and waits until all of them are published.
 *
 * @returns what finds out when each of them passed where, which is work that the load is not to be charged with
 */
export async function loadByKafka({ producer, seen, client }: KafkaLoad, perSecond: number, count: number) {
  const sending: Promise<readonly Sent[]>[] = [];
  await onSchedule(perSecond, count, (due) => {
    sending.push(send(due.map(({ at }) => ({ id: randomUUID(), dueAt: at }))));
  });
  const sent = (await Promise.all(sending)).flat();
  const ids = sent.map(({ id }) => id);
  const published = await seen.all(ids);
  return async () => {
    const stored = await storedAt(client, ACTIVATION_LOCK_REQUEST, ids);
    return sent.map(({ dueAt, producedAt }, index) => {
      const event = published[index];
      const tookAt = stored[index];
      if (!event || tookAt === undefined) throw new Error('a command was lost');
      const { receivedAt, writtenAt, consumedAt } = event;
      return {
        whole: consumedAt - dueAt,
        hops: {
          'due to produced': producedAt - dueAt,
          'due to received': receivedAt - dueAt,
          'received to stored': tookAt - receivedAt,
          'stored to written in a transaction': writtenAt - tookAt,
          'written to committed and consumed': consumedAt - writtenAt,
        },
      };
    });
  };

  async function send(commands: readonly { readonly id: string; readonly dueAt: number }[]): Promise<readonly Sent[]> {
    const messages = commands.map(({ id }) => commandRecord(context, id));
    await producer.send({ topic: ingress.stores.topic, acks: -1, messages });
    const producedAt = now();
    return commands.map((each) => ({ ...each, producedAt }));
  }
}

/** The rows of what was measured of one rate: the whole way, and each of its hops. */
export function kafkaRows(
  perSecond: number,
  ways: Awaited<ReturnType<Awaited<ReturnType<typeof loadByKafka>>>>,
): readonly Row[] {
  const name = `${String(perSecond)}/s by Kafka`;
  const [first] = ways;
  const hops = Object.keys(first?.hops ?? {}) as (keyof NonNullable<typeof first>['hops'])[];
  return [
    ...latencyRows(
      `${name}, produced to consumed`,
      ways.map(({ whole }) => whole),
    ),
    ...hops.flatMap((hop) =>
      latencyRows(
        `${name}, ${hop}`,
        ways.map((way) => way.hops[hop]),
        ['p50', 'p99'],
      ),
    ),
  ];
}
