import { freePort, makeReady, requirePortFree, type TopicDeclaration } from '@tierline/kafka-dev';
import type { RunningPart } from '../parts/running-part.js';

const PORT = 9092;
const PORT_GRACE_MS = 5_000;
const START_TIMEOUT_MS = 120_000;

/**
 * The settings of the official image for one node. Clients on the host reach it by the mapped port, and the broker
 * itself by a listener of its own: with the host's address alone it could not reach its own transaction coordinator.
 */
export function kafkaContainerEnv(hostPort: number): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_LISTENERS: `EXTERNAL://0.0.0.0:${String(PORT)},INTERNAL://localhost:29092,CONTROLLER://localhost:9093`,
    KAFKA_ADVERTISED_LISTENERS: `EXTERNAL://127.0.0.1:${String(hostPort)},INTERNAL://localhost:29092`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'EXTERNAL:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS: '4',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  };
}

/** Starts a broker in a container; its data ends with it. The host's port is fixed because the broker must name it. */
export async function startKafkaContainer(
  image: string,
  wantedPort: number,
  topics: readonly TopicDeclaration[],
): Promise<RunningPart> {
  if (wantedPort !== 0) await requirePortFree(wantedPort, PORT_GRACE_MS);
  const hostPort = wantedPort || (await freePort());
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withEnvironment(kafkaContainerEnv(hostPort))
    .withExposedPorts({ container: PORT, host: hostPort })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(START_TIMEOUT_MS)
    .start();
  const stop = async () => {
    await container.stop();
  };
  const brokers = `127.0.0.1:${String(hostPort)}`;
  try {
    await makeReady(brokers, topics);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: brokers, stop };
}
