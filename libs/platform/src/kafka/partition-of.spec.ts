import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { partitionOf } from './partition-of.js';

const place = kafkajs.Partitioners.DefaultPartitioner();
const byKafkajs = (key: string, partitions: number) =>
  place({
    topic: 'a',
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => {
      return { partitionErrorCode: 0, partitionId, leader: 1, replicas: [1], isr: [1] };
    }),
    message: { key, value: null },
  });

describe('the partition of a key', () => {
  it('is the one that kafkajs, and every other client, puts it on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.integer({ min: 1, max: 50 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(byKafkajs(key, partitions));
      }),
    );
  });

  // From UtilsTest.testMurmur2 of the Java client: -973932308 for "21", -790332482 for "foobar", -985981536 for "a-little-bit-long-string".
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
  ])('of %s comes from the hash that the Java client computes', (key, hash) => {
    expect(partitionOf(key, 2 ** 31)).toBe(hash & 0x7fffffff);
  });
});
