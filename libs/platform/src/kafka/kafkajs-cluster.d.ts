declare module 'kafkajs/src/cluster/index.js' {
  import type { KafkaMessage, PartitionMetadata } from 'kafkajs';

  interface FetchedPartition {
    readonly partition: number;
    readonly highWatermark: string;
    readonly messages: readonly (KafkaMessage & { readonly isControlRecord: boolean })[];
  }
  interface Producer {
    readonly transactionalId: string;
    readonly producerId: string;
    readonly producerEpoch: number;
  }
  interface Call {
    readonly request: object;
    readonly response: object;
  }
  interface Broker {
    initProducerId(request: {
      readonly transactionalId: string;
      readonly transactionTimeout: number;
    }): Promise<Pick<Producer, 'producerId' | 'producerEpoch'>>;
    addPartitionsToTxn(
      request: Producer & {
        readonly topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
      },
    ): Promise<unknown>;
    endTxn(request: Producer & { readonly transactionResult: boolean }): Promise<unknown>;
    readonly lookupRequest: (apiKey: number, protocol: object) => (request: object) => Call;
    readonly connectionPool: { send(call: Call): Promise<unknown> };
    fetch(request: {
      readonly maxWaitTime: number;
      readonly minBytes: number;
      readonly maxBytes: number;
      readonly isolationLevel: number;
      readonly topics: readonly {
        readonly topic: string;
        readonly partitions: readonly {
          readonly partition: number;
          readonly fetchOffset: string;
          readonly maxBytes: number;
        }[];
      }[];
    }): Promise<{
      readonly clientSideThrottleTime?: number;
      readonly responses: readonly { readonly partitions: readonly FetchedPartition[] }[];
    }>;
  }
  interface CoordinatorQuery {
    readonly groupId: string;
    readonly coordinatorType: number;
  }
  interface Cluster {
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    addTargetTopic(topic: string): Promise<void>;
    addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
    refreshMetadata(): Promise<void>;
    findTopicPartitionMetadata(topic: string): readonly PartitionMetadata[];
    findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
    findBroker(which: { readonly nodeId: string | number }): Promise<Broker>;
    fetchTopicsOffset(
      topics: readonly {
        readonly topic: string;
        readonly partitions: readonly { readonly partition: number }[];
        readonly fromBeginning: boolean;
      }[],
    ): Promise<readonly { readonly partitions: readonly { readonly offset: string }[] }[]>;
    findGroupCoordinatorMetadata(
      query: CoordinatorQuery,
    ): Promise<{ readonly coordinator: { readonly nodeId: number } }>;
  }
  export type { Broker, Cluster };
}
