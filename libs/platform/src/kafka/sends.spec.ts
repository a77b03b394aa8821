import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OutgoingRecord } from './publication.js';
import { NoLeader, sendsOf, sizeOf, type TopicMetadata } from './sends.js';
import { transactionsOf } from './transactions.js';

const metadata = (name: string, leaders: readonly number[]): TopicMetadata => ({
  name,
  partitions: leaders.map((leader, partitionId) => ({ partitionId, leader })),
});
const record = (topic: string, key: string, bytes = 1): OutgoingRecord => {
  return { topic, key, value: 'x'.repeat(bytes), headers: { ce_id: 'é' } };
};
const topics = [metadata('a', [1, 2, 1]), metadata('b', [2])];

describe('sends', () => {
  it('hold every record once, each partition in order, one leader each, and no batch that is too large', () => {
    const records = fc.array(
      fc.record({ topic: fc.constantFrom('a', 'b'), key: fc.constantFrom('k', 'l', 'm', 'n'), size: fc.nat(400_000) }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(records, (wanted) => {
        const outgoing = wanted.map(({ topic, key, size }, index) => ({ ...record(topic, key, size), key, index }));
        const sends = sendsOf(outgoing, topics);
        const batches = sends.flatMap((send) => send.batches);
        const placed = batches.flatMap((batch) =>
          batch.records.map((each) => ({ ...(each as (typeof outgoing)[number]), partition: batch.partition })),
        );
        const inOrder = (indices: readonly number[]) => indices.toSorted((a, b) => a - b);
        expect(inOrder(placed.map(({ index }) => index))).toEqual(outgoing.map(({ index }) => index));
        const byPartition = Map.groupBy(placed, ({ topic, partition }) => `${topic}${String(partition)}`);
        for (const each of byPartition.values()) {
          const indices = each.map(({ index }) => index);
          expect(indices).toEqual(inOrder(indices));
        }
        for (const { leader, batches: sent } of sends) {
          for (const { topic, partition } of sent) {
            expect(topics.find(({ name }) => name === topic)?.partitions[partition]?.leader).toBe(leader);
          }
          expect(new Set(sent.map(({ topic, partition }) => `${topic}${String(partition)}`)).size).toBe(sent.length);
        }
        for (const batch of batches) {
          expect(batch.bytes).toBe(batch.records.reduce((sum, each) => sum + sizeOf(each), 0));
          expect(batch.bytes).toBeLessThanOrEqual(900_000);
        }
      }),
    );
  });

  it('put a key where every Kafka client puts it', () => {
    // Murmur2 of "k1" and "k2" as the Java client has it, on six partitions.
    const six = [metadata('a', [1, 1, 1, 1, 1, 1])];
    const [send] = sendsOf([record('a', 'k1'), record('a', 'k2')], six);
    expect(send?.batches.map(({ partition }) => partition)).toEqual([5, 3]);
  });

  it('are refused for a topic that is not there, or has no leader', () => {
    expect(() => sendsOf([record('c', 'k')], topics)).toThrow(NoLeader);
    expect(() => sendsOf([record('a', 'k')], [metadata('a', [-1])])).toThrow('a[0] has no leader');
  });
});

describe('the size of a record', () => {
  it('counts bytes, not characters', () => {
    expect(sizeOf(record('a', 'ké')) - sizeOf(record('a', 'k'))).toBe(2);
  });

  it('is never less than what all of its texts take', () => {
    const text = fc.string({ unit: 'grapheme' });
    const headers = fc.dictionary(
      text.filter((name) => name !== '__proto__'),
      text,
    );
    fc.assert(
      fc.property(text, text, headers, (key, value, sent) => {
        const texts = [key, value, ...Object.entries(sent).flat()];
        const bytes = texts.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
        expect(sizeOf({ topic: 'a', key, value, headers: sent })).toBeGreaterThanOrEqual(bytes);
      }),
    );
  });
});

describe('transactions', () => {
  const append = (n: number, records: readonly OutgoingRecord[]) => {
    const position = { commit: BigInt(n), prepare: BigInt(n) };
    return { records, checkpoint: { position, lastEvent: undefined } };
  };

  it('take all that is ready, and the checkpoint after the last of it', () => {
    const appends = [append(1, [record('a', 'k')]), append(2, []), append(3, [record('b', 'k')])];
    expect(transactionsOf(appends)).toEqual([
      { appends, records: [record('a', 'k'), record('b', 'k')], checkpoint: appends[2]?.checkpoint },
    ]);
    expect(transactionsOf([])).toEqual([]);
  });

  it('never divide an append, however large it is', () => {
    const two = [record('a', 'k'), record('a', 'l')];
    const appends = [append(1, two), append(2, two), append(3, [...two, ...two])];
    const byRecords = transactionsOf(appends, { bytes: 1e9, records: 3 });
    expect(byRecords.map(({ records }) => records.length)).toEqual([2, 2, 4]);
    const bytes = two.reduce((sum, each) => sum + sizeOf(each), 0);
    const byBytes = transactionsOf(appends, { bytes: 2 * bytes, records: 100 });
    expect(byBytes.map((each) => each.checkpoint.position.commit)).toEqual([2n, 3n]);
  });
});
