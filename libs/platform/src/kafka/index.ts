export * from './client.js';
export * from './cloud-events.js';
export { isUnreceivable, kafkaCommandId, receive, type KafkaDoor, type Unreceivable } from './receive.js';
export * from './record.js';
export * from './commands-from.js';
export * from './consumer-port.js';
export { type DeadLetter, type DeadLetterReason, type Seal } from './dead-letters.js';
export { UnhandledTopics } from './handlers.js';
export { KafkaCommands, type KafkaCommandsOptions } from './strategy.js';
