import kafkajs, { type Admin } from 'kafkajs';
import type { TopicDeclaration, TopicSettings } from './topic-declaration.js';

const COMPARED = ['cleanup.policy', 'retention.ms', 'delete.retention.ms', 'compression.type'];

/** Asks the broker what the named topics are; each of them must exist. */
export async function describeTopics(
  admin: Admin,
  topics: readonly TopicDeclaration[],
): Promise<ReadonlyMap<string, TopicSettings>> {
  const names = topics.map(({ name }) => name);
  const { topics: metadata } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames: COMPARED })),
  });
  const settings = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return new Map(
    metadata.map(({ name, partitions }) => [
      name,
      { partitions: partitions.length, settings: settings.get(name) ?? new Map<string, string>() },
    ]),
  );
}
