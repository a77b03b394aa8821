import type { Kafka } from 'kafkajs';
import type { Cluster } from 'kafkajs/src/cluster/index.js';

const CREATE_CLUSTER = 'private:Kafka:createCluster';
const METADATA_MAX_AGE = 300_000;

/**
 * Connections of a client's own: for what kafkajs 2.2.4 can do, and its consumers, producers and admins do not let one ask for. It
 * keeps what makes them under a symbol.
 */
export function clusterOf(kafka: Kafka): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = symbol && (Reflect.get(kafka, symbol) as unknown);
  if (typeof create !== 'function') throw new TypeError('this version of kafkajs keeps its connections elsewhere');
  return (create as (options: object) => Cluster)({ allowAutoTopicCreation: false, metadataMaxAge: METADATA_MAX_AGE });
}
