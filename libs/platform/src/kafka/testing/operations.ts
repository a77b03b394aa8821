import type { SpecTopics } from './fixture.js';
import { silentLog } from '../../log.js';
import { kafkaClient } from '../client.js';
import { markerRecord, orderRecord, type NewOrder } from '../parking/order.js';
import { parkedSet } from '../parking/parked-set.js';
import { decodeSettlement } from '../parking/settlement.js';
import { recordLog } from '../record-log.js';

/** Whoever looks after what was put aside from the only partition of a spec's ingress topic. */
export interface Operations {
  /** Gives an order, and puts its marker where its key's records are. */
  order(order: Partial<NewOrder>, key: string): Promise<void>;
  /** The ingress offsets of what is parked of a key. */
  parked(key: string): Promise<readonly string[]>;
  /** Every settlement, as `kind offset`. */
  settlements(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Connects as operations do. */
export function operations(brokers: string, topics: SpecTopics): Operations {
  const records = recordLog(kafkaClient({ brokers: [brokers], clientId: 'operations' }, silentLog));
  const { topic } = topics.ingress.stores;
  const all = async function* (of: string) {
    const { low, high } = await records.ends(of, 0);
    yield* records.read(of, 0, low, high);
  };
  return {
    order: async (order, key) => {
      const base = { action: 'redrive', by: 'spec', why: 'the bug is gone', target: 'key', offsets: ['0'] } as const;
      const place = { topic, partition: 0, key: Buffer.from(key).toString('base64'), at: '2026-03-01T09:30:00.000Z' };
      const number = await records.append(topics.redriveOrders.topic, 0, orderRecord({ ...base, ...place, ...order }));
      await records.append(topic, 0, markerRecord(topics.context, String(number), Buffer.from(key)));
    },
    parked: async (key) => {
      const set = parkedSet();
      for await (const record of all(topics.parked.topic)) set.apply(record);
      return set.list(`${topic}/0/=${key}`).map(({ id }) => id.offset);
    },
    settlements: async () => {
      const found: string[] = [];
      for await (const record of all(topics.deadLetters.topic)) {
        const settlement = decodeSettlement(record);
        if (settlement)
          found.push([settlement.kind, settlement.id?.offset].filter((each) => each !== undefined).join(' '));
      }
      return found;
    },
    close: () => records.close(),
  };
}
