import { KafkaDevError } from './errors.js';

/**
 * A topic as its owner declares it. Without `retentionMs` the broker's own default holds; -1 keeps records for ever.
 * `deleteRetentionMs` is how long a compacted topic tells that a key was removed.
 */
export interface TopicDeclaration {
  readonly name: string;
  readonly partitions: number;
  readonly cleanupPolicy: 'delete' | 'compact';
  readonly retentionMs?: number;
  /** How the broker stores batches, by Kafka's names; as they were sent where nothing is said. */
  readonly compression?: 'uncompressed';
  readonly deleteRetentionMs?: number;
}

/** What a broker says about a topic: its partition count and its settings by Kafka's names. */
export interface TopicSettings {
  readonly partitions: number;
  readonly settings: ReadonlyMap<string, string>;
}

/** Throws `KafkaDevError` topic-invalid, naming topic, field and reason, when a list cannot be what a broker has. */
export function checkDeclarations(topics: readonly TopicDeclaration[]): void {
  const faults = topics.flatMap((topic, index) => [
    ...faultsOf(topic),
    ...(topics.findIndex(({ name }) => name === topic.name) < index ? [`${topic.name}: name is declared twice`] : []),
  ]);
  if (faults.length === 0) return;
  throw new KafkaDevError('topic-invalid', `topics are declared wrongly: ${faults.join('; ')}`, 'correct the list');
}

/** Sentences that tell where a topic on the broker is not as declared; none when it is. */
export function differences(topic: TopicDeclaration, found: TopicSettings | undefined): readonly string[] {
  if (!found) return [`${topic.name} does not exist`];
  const compared: readonly (readonly [string, string, string | undefined])[] = [
    ['partitions', String(topic.partitions), String(found.partitions)],
    ...Object.entries(settingsOf(topic)).map(([name, value]) => [name, value, found.settings.get(name)] as const),
  ];
  return compared
    .filter(([, declared, actual]) => declared !== actual)
    .map(([field, declared, actual = 'nothing']) => `${topic.name} has ${field} ${actual}, declared is ${declared}`);
}

/** What a topic must be set to, by Kafka's names. */
export const settingsOf = (topic: TopicDeclaration): Readonly<Record<string, string>> => ({
  'cleanup.policy': topic.cleanupPolicy,
  ...(topic.retentionMs !== undefined && { 'retention.ms': String(topic.retentionMs) }),
  ...(topic.compression !== undefined && { 'compression.type': topic.compression }),
  ...(topic.deleteRetentionMs !== undefined && { 'delete.retention.ms': String(topic.deleteRetentionMs) }),
});

function faultsOf({
  name,
  partitions,
  cleanupPolicy,
  retentionMs,
  deleteRetentionMs,
}: TopicDeclaration): readonly string[] {
  const faults: string[] = [];
  if (!/^[A-Za-z0-9._-]{1,249}$/.test(name) || name === '.' || name === '..') {
    faults.push(`${JSON.stringify(name)}: name must be 1 to 249 of the characters A-Z a-z 0-9 . _ -`);
  }
  if (!Number.isSafeInteger(partitions) || partitions < 1)
    faults.push(`${name}: partitions must be a whole number ≥ 1`);
  if (!['delete', 'compact'].includes(cleanupPolicy)) faults.push(`${name}: cleanupPolicy must be delete or compact`);
  if (retentionMs !== undefined && !(Number.isSafeInteger(retentionMs) && (retentionMs === -1 || retentionMs > 0))) {
    faults.push(`${name}: retentionMs must be -1 or a whole number of milliseconds ≥ 1`);
  }
  if (deleteRetentionMs !== undefined && !(Number.isSafeInteger(deleteRetentionMs) && deleteRetentionMs >= 0)) {
    faults.push(`${name}: deleteRetentionMs must be a whole number of milliseconds ≥ 0`);
  }
  return faults;
}
