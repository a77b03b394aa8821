export { KafkaDevError, type KafkaDevFailure } from './errors.js';
export { withFileLock } from './file-lock.js';
export { deservedLevel, kafkaLogCreator } from './kafka-log.js';
export { freePort, requirePortFree } from './ports.js';
export { prepareKafka, DEFAULT_CACHE, type PrepareOptions } from './prepare.js';
export type { FurtherListener } from './properties.js';
export { makeReady, startKafka, type RunningKafka, type StartKafkaOptions } from './start-kafka.js';
export type { TopicDeclaration } from './topic-declaration.js';
export { ensureTopics } from './topics.js';
