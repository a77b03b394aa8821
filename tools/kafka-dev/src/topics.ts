import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { withAdmin } from './admin.js';
import { KafkaDevError } from './errors.js';
import { describeTopics } from './topic-settings.js';
import { checkDeclarations, differences, settingsOf, type TopicDeclaration } from './topic-declaration.js';

const LEADER_TIMEOUT_MS = 30_000;
const NOT_YET: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
]);

/**
 * Makes the declared topics that do not exist and compares the others with their declaration. Partition counts are
 * never changed (they decide which key goes where) and settings neither: a topic that differs is an error that names
 * every difference. Any number of processes may do so at once. `brokers` is a comma-separated list of host:port.
 * Throws `KafkaDevError` topic-invalid or topic-differs, and the client's own errors when the broker does not answer.
 */
export async function ensureTopics(brokers: string, topics: readonly TopicDeclaration[]): Promise<void> {
  checkDeclarations(topics);
  if (topics.length === 0) return;
  await withAdmin(brokers, async (admin) => {
    await createMissing(admin, topics);
    await untilLed(admin, topics);
    const found = await describeTopics(admin, topics);
    const differing = topics.flatMap((topic) => differences(topic, found.get(topic.name)));
    if (differing.length === 0) return;
    throw new KafkaDevError(
      'topic-differs',
      `topics are not as declared: ${differing.join('; ')}`,
      'begin with empty data, or declare what is there',
    );
  });
}

// A broker learns of a topic a moment after the controller has made it, and of its leaders a moment later; and of itself it
// says so before it leads.
async function untilLed(admin: Admin, topics: readonly TopicDeclaration[]): Promise<void> {
  const deadline = Date.now() + LEADER_TIMEOUT_MS;
  for (;;) {
    try {
      const { topics: metadata } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
      if (metadata.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) {
        await Promise.all(topics.map(({ name }) => admin.fetchTopicOffsets(name)));
        return;
      }
      if (Date.now() >= deadline) throw new Error('some partitions of the declared topics have no leader');
    } catch (error) {
      if (!isNotYet(error) || Date.now() >= deadline) throw error;
    }
    await delay(20);
  }
}

async function createMissing(admin: Admin, topics: readonly TopicDeclaration[]): Promise<void> {
  const present = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !present.has(name));
  if (missing.length === 0) return;
  // False means that somebody else made some of them meanwhile; the comparison afterwards judges those as well.
  await admin.createTopics({
    waitForLeaders: false,
    topics: missing.map((topic) => ({
      topic: topic.name,
      numPartitions: topic.partitions,
      configEntries: Object.entries(settingsOf(topic)).map(([name, value]) => ({ name, value })),
    })),
  });
}

function isNotYet(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'type' in error && NOT_YET.has(String(error.type));
}
