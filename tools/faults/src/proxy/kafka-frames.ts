import type { Divide } from './tcp-proxy.js';

const SIZE = 4;

/** Divides a connection of Kafka's protocol into its messages: four bytes of length, and so many bytes. */
export function kafkaFrames(): Divide {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const frames: Buffer[] = [];
    while (rest.length >= SIZE && rest.length >= SIZE + rest.readInt32BE()) {
      const end = SIZE + rest.readInt32BE();
      frames.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    return frames;
  };
}

/** The requests by which a fault knows where a service stands. */
export const apiKeys = { produce: 0, offsetCommit: 8, heartbeat: 12, initProducerId: 22, endTxn: 26 } as const;

/** The header of a request. */
export interface KafkaRequest {
  readonly apiKey: number;
  readonly correlationId: number;
  readonly clientId: string;
  /** Of EndTxn: whether it is to commit. */
  readonly commits: boolean;
}

/** Reads the header of a request. */
export function kafkaRequest(frame: Buffer): KafkaRequest {
  const apiKey = frame.readInt16BE(SIZE);
  const length = frame.readInt16BE(SIZE + 8);
  return {
    apiKey,
    correlationId: frame.readInt32BE(SIZE + 4),
    clientId: length < 0 ? '' : frame.toString('utf8', SIZE + 10, SIZE + 10 + length),
    commits: apiKey === apiKeys.endTxn && frame.at(-1) === 1,
  };
}

/** The request that a response answers, by its correlation id in the same connection. */
export const answeredId = (frame: Buffer): number => frame.readInt32BE(SIZE);
