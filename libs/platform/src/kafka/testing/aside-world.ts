import type { Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '../../door/received-command.js';
import { silentLog } from '../../log.js';
import type { Disposition, Observation } from '../consumer-port.js';
import { deadLetters } from '../dead-letters.js';
import { givingUp, type GivingUp } from '../giving-up.js';
import { handleRecord } from '../handle-record.js';
import { markerRecord, orderRecord, type NewOrder } from '../parking/order.js';
import { orderReader } from '../parking/order-reader.js';
import { parking, type Parking } from '../parking/parking.js';
import { decodeSettlement, type Settlement } from '../parking/settlement.js';
import type { ConsumedRecord } from '../record.js';
import { memoryLog, type MemoryLog } from './memory-log.js';
import { recordOf, specDoor } from './records.js';

export const TOPICS = { parked: 'parked', orders: 'orders-of-operations', deadLetters: 'dead-letters' };

/** One ingress partition with everything that is put aside from it, in one process. */
export interface AsideWorld {
  readonly log: MemoryLog;
  readonly seen: Observation[];
  /** Hands a record over. */
  handle(record: ConsumedRecord, signal?: AbortSignal): Promise<Disposition>;
  /** Another replica takes over, and knows what the log says. */
  takeOver(): void;
  parking(): Parking;
  /** What is parked, as `key@offset`, in order of key and offset. */
  parked(...keys: readonly string[]): Promise<readonly string[]>;
  /** Writes an order, and gives its marker as the record of an ingress offset. */
  order(order: Partial<NewOrder>, key: string, offset: number): Promise<ConsumedRecord>;
  settlements(): readonly Settlement[];
}

const SEALED = 7;

/** Seals by turning each byte over, so that a spec sees whether it was done and undone. */
const seal = (value: Buffer): Buffer => Buffer.concat([Buffer.from([SEALED]), flipped(value)]);
const open = (sealed: Buffer): Buffer => {
  if (sealed[0] !== SEALED) throw new Error('it was not sealed');
  return flipped(sealed.subarray(1));
};
const flipped = (value: Buffer) => Buffer.from(value.map((byte) => byte ^ 0xff));

/** Makes a world whose commands are executed by a function. */
export function asideWorld(
  execute: (command: ReceivedCommand) => Promise<Execution>,
  patience: GivingUp = givingUp(1_000),
): AsideWorld {
  const log = memoryLog();
  const seen: Observation[] = [];
  const parkingOf = () => parking({ records: log, topic: TOPICS.parked, seal, open, log: silentLog });
  let current = parkingOf();
  return {
    log,
    seen,
    takeOver: () => {
      current = parkingOf();
      current.assigned({ orders: [0] });
    },
    parking: () => current,
    handle: (record, signal = new AbortController().signal) =>
      handleRecord(
        record,
        {
          door: specDoor,
          execute,
          deadLetters: deadLetters(log, TOPICS.deadLetters, seal),
          parking: current,
          orders: orderReader(log, TOPICS, open),
          givingUp: patience,
          observe: (observation) => void seen.push(observation),
          log: silentLog,
          firstRetry: 1,
        },
        signal,
      ),
    parked: async (...keys) => {
      const partition = await current.at(0);
      return keys.flatMap((key) => partition.list(`orders/0/=${key}`).map(({ id }) => `${key}@${id.offset}`));
    },
    order: async (order, key, offset) => {
      const base = {
        action: 'redrive',
        by: 'spec',
        why: 'the bug is gone',
        at: specDoor.clock(),
        target: 'key',
      } as const;
      const place = { topic: 'orders', partition: 0, key: Buffer.from(key).toString('base64') };
      const number = await log.append(TOPICS.orders, 0, orderRecord({ ...base, ...place, offsets: ['0'], ...order }));
      const { headers = {}, value } = markerRecord(specDoor.context, String(number), Buffer.from(key));
      return { ...recordOf(key, 'marker', offset), headers, value: Buffer.from(String(value)) };
    },
    settlements: () => log.all(TOPICS.deadLetters).flatMap((record) => decodeSettlement(record) ?? []),
  };
}
