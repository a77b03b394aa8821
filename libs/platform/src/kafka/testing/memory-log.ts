import type { NewRecord, RecordLog } from '../record-log.js';
import type { ConsumedRecord } from '../record.js';

/** A log of one process, for specs. */
export interface MemoryLog extends RecordLog {
  /** What lies in a partition, compacted away or not. */
  all(topic: string, partition?: number): readonly ConsumedRecord[];
  /** Called before each append; what it throws is thrown in its place. */
  beforeAppend: (topic: string) => void;
}

const bytes = (value: Buffer | string | null) => (typeof value === 'string' ? Buffer.from(value) : value);

/** Makes an empty log. */
export function memoryLog(): MemoryLog {
  const partitions = new Map<string, ConsumedRecord[]>();
  const of = (topic: string, partition: number): ConsumedRecord[] => {
    const name = `${topic}/${partition}`;
    const found = partitions.get(name) ?? [];
    partitions.set(name, found);
    return found;
  };
  const log: MemoryLog = {
    beforeAppend: () => undefined,
    all: (topic, partition = 0) => of(topic, partition),
    append: async (topic, partition, { key, value, headers = {} }: NewRecord) => {
      log.beforeAppend(topic);
      const records = of(topic, partition);
      const offset = String(records.length);
      records.push({ topic, partition, offset, key: bytes(key), value: bytes(value), headers, timestamp: 0 });
      return BigInt(offset);
    },
    partitions: async (topic) => [...partitions.keys()].filter((name) => name.startsWith(`${topic}/`)).length,
    ends: async (topic, partition) => ({ low: 0n, high: BigInt(of(topic, partition).length) }),
    read: async function* (topic, partition, from, to) {
      yield* of(topic, partition).slice(Number(from), Number(to));
    },
    close: async () => undefined,
  };
  return log;
}
