export * from './client.js';
export * from './cloud-events.js';
export { isUnreceivable, kafkaCommandId, receive, type KafkaDoor, type Unreceivable } from './receive.js';
export * from './record.js';
