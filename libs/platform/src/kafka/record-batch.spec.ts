import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajsRequest from 'kafkajs/src/protocol/requests/produce/v7/request.js';
import { produceRequest } from './produce.js';
import type { OutgoingRecord } from './publication.js';
import { recordBatch, sequenceAfter } from './record-batch.js';
import { sizeOf } from './sends.js';

const transactionalId = 'tierline.spec.publisher';
const at = Date.parse('2026-03-01T09:30:00.000Z');
const producer = { producerId: '4007', producerEpoch: 3 };

interface SpecBatch {
  readonly partition: number;
  readonly sequence: number;
  readonly records: readonly OutgoingRecord[];
}

/** What kafkajs sends for the same records. */
async function byKafkajs(topic: string, batches: readonly SpecBatch[]): Promise<Buffer> {
  const partitions = batches.map(({ partition, sequence, records }) => ({
    partition,
    firstSequence: sequence,
    messages: records.map(({ key, value, headers }) => ({ key, value, headers, timestamp: at })),
  }));
  const of = { acks: -1, timeout: 30_000, transactionalId, ...producer, topicData: [{ topic, partitions }] };
  return (await kafkajsRequest(of).encode()).buffer;
}

const byUs = (topic: string, batches: readonly SpecBatch[]): Buffer =>
  produceRequest(transactionalId, [
    {
      topic,
      batches: batches.map(({ partition, sequence, records }) => {
        const bytes = records.reduce((sum, record) => sum + sizeOf(record), 0);
        return { partition, bytes: recordBatch({ records, bytes }, producer, sequence, at) };
      }),
    },
  ]).buffer;

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
/** kafkajs takes the properties of an object for headers, and cannot tell this one from its prototype. */
const headerName = text(20).filter((name) => name !== '__proto__');
const record = fc.record({
  topic: fc.constant('a'),
  key: text(300),
  value: fc.oneof(
    text(50),
    fc.nat(20_000).map((length) => 'é'.repeat(length)),
  ),
  headers: fc.dictionary(headerName, text(200), { maxKeys: 15 }),
});

describe('a batch of records', () => {
  it('is what kafkajs makes of them, to the last byte', async () => {
    const batch = fc.record({
      partition: fc.nat(200),
      sequence: fc.nat(2 ** 31 - 1),
      records: fc.array(record, { minLength: 1, maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 3 }), async (batches) => {
        const [ours, theirs] = [byUs('a', batches), await byKafkajs('a', batches)];
        expect(ours.equals(theirs)).toBe(true);
      }),
    );
  });

  it('is that for more records, and longer ones, than a byte can count', async () => {
    const records = Array.from({ length: 300 }, (_, index) => {
      const headers = { long: 'x'.repeat(index * 10), empty: '' };
      return { topic: 'a', key: String(index), value: `"${'ß'.repeat(index * 100)}"`, headers };
    });
    const batches = [{ partition: 5, sequence: 0, records }];
    expect(byUs('a', batches).equals(await byKafkajs('a', batches))).toBe(true);
  });

  it('is another one for another record', async () => {
    const one = (value: string) => [
      { partition: 0, sequence: 0, records: [{ topic: 'a', key: 'k', value, headers: {} }] },
    ];
    expect(byUs('a', one('1')).equals(await byKafkajs('a', one('2')))).toBe(false);
  });
});

it.each([
  [0, 3, 3],
  [2 ** 31 - 2, 1, 2 ** 31 - 1],
  [2 ** 31 - 1, 1, 0],
  [2 ** 31 - 2, 5, 3],
])('the sequence number %d is followed, after %d records, by %d', (first, records, next) =>
  expect(sequenceAfter(first, records)).toBe(next),
);
