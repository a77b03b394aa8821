declare module 'kafkajs/src/network/connectionPool.js' {
  import type { Socket } from 'node:net';

  class ConnectionPool {
    constructor(options: {
      readonly host: string;
      readonly port: number;
      readonly clientId: string;
      readonly connectionTimeout: number;
      readonly requestTimeout: number;
      readonly logger: unknown;
      readonly socketFactory: (how: { readonly onConnect: () => void }) => Socket;
    });
    isConnected(): boolean;
  }
  export = ConnectionPool;
}

declare module 'kafkajs/src/broker/index.js' {
  import type ConnectionPool from 'kafkajs/src/network/connectionPool.js';
  import type { IHeaders } from 'kafkajs';

  namespace Broker {
    interface RawMessage {
      readonly offset: string;
      readonly key: Buffer | null;
      readonly value: Buffer | null;
      readonly headers?: IHeaders;
      readonly isControlRecord: boolean;
      readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };
    }
    interface FetchedPartition {
      readonly partition: number;
      readonly errorCode: number;
      readonly highWatermark: string;
      readonly abortedTransactions: readonly object[] | null;
      readonly messages: readonly RawMessage[];
    }
    interface Fetched {
      readonly responses: readonly {
        readonly topicName: string;
        readonly partitions: readonly FetchedPartition[];
      }[];
    }
  }
  class Broker {
    constructor(options: { readonly connectionPool: ConnectionPool; readonly logger: unknown });
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    fetch(options: {
      readonly isolationLevel: number;
      readonly maxWaitTime: number;
      readonly topics: readonly {
        readonly topic: string;
        readonly partitions: readonly {
          readonly partition: number;
          readonly fetchOffset: string;
          readonly maxBytes: number;
        }[];
      }[];
    }): Promise<Broker.Fetched>;
  }
  export = Broker;
}

declare module 'kafkajs/src/consumer/batch.js' {
  import type Broker from 'kafkajs/src/broker/index.js';

  class Batch {
    constructor(topic: string, fetchedOffset: string, partition: Broker.FetchedPartition);
    readonly messages: readonly Broker.RawMessage[];
  }
  export = Batch;
}
