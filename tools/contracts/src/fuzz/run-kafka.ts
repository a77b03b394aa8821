import { topicDeclarations } from '@tierline/contracts';
import { contexts } from '../catalogue.js';
import { place, type Sent } from './kafka-account.js';
import type { KafkaInput } from './kafka-input.js';
import type { Records } from './readings.js';

const partitionsOf = new Map(
  contexts.flatMap(({ topics }) => topicDeclarations(topics)).map(({ name, partitions }) => [name, partitions]),
);

/** Sends records, those of one subject to one partition. */
export async function runKafka(inputs: readonly KafkaInput[], records: Records): Promise<readonly Sent[]> {
  const placed = inputs.map((input) => ({ input, partition: partitionOf(input) }));
  const offsets = await records.send(placed.map(({ input, partition }) => ({ ...input, partition })));
  return placed.map(({ input, partition }, index) => ({
    input,
    place: place(input.topic, partition, offsets[index] ?? ''),
  }));
}

function partitionOf({ topic, subject }: KafkaInput): number {
  const sum = Array.from(subject, (character) => character.codePointAt(0) ?? 0).reduce(
    (total, each) => total + each,
    0,
  );
  return sum % (partitionsOf.get(topic) ?? 1);
}
