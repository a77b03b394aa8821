export * from './client.js';
export * from './cloud-events.js';
export { isUnreceivable, kafkaCommandId, receive, type KafkaDoor, type Unreceivable } from './receive.js';
export * from './record.js';
export * from './commands-from.js';
export * from './ingress-controllers.js';
export * from './consumer-port.js';
export { type DeadLetter } from './dead-letters.js';
export {
  recordName,
  type DeadLetterReason,
  type Open,
  type ParkedReason,
  type RecordId,
  type Seal,
} from './parking/aside.js';
export { inventory, type AsideTopics, type PutAside } from './parking/inventory.js';
export { markerRecord, orderRecord, type NewOrder } from './parking/order.js';
export { decodeSettlement, type Settlement, type SettlementKind } from './parking/settlement.js';
export { recordLog, type NewRecord, type RecordLog } from './record-log.js';
export { partitionOf } from './partition-of.js';
export { type PartitionEnds, type PartitionReader } from './partition-reader.js';
export { UnhandledTopics } from './handlers.js';
export { KafkaCommands, type KafkaCommandsOptions } from './strategy.js';
export { UnreadableCheckpoint } from './checkpoint.js';
export {
  ownCommands,
  publishedEvents,
  UnpublishableEvent,
  type FollowUp,
  type Publication,
  type Publish,
} from './publication.js';
export { publisher, type Published, type Publisher, type PublisherOptions, type Turn } from './publisher.js';
