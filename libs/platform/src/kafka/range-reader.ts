import type { Consumer, KafkaMessage } from 'kafkajs';

/** Reads the committed records of the offsets from `from` up to, and without, `to`. Rejects when the signal is aborted. */
export type ReadRange = (from: bigint, to: bigint, signal: AbortSignal) => Promise<readonly KafkaMessage[]>;

/** Reads ranges of a topic's only partition through a consumer that is paused otherwise. */
export function rangeReader(
  consumer: Consumer,
  topic: string,
): { readonly read: ReadRange; readonly take: (messages: readonly KafkaMessage[]) => void } {
  let reading: { readonly found: KafkaMessage[]; readonly to: bigint; readonly end: () => void } | undefined;
  // The last record may be a marker, which is never handed over: only the end of a batch tells that its offset was passed.
  consumer.on('consumer.end_batch_process', ({ payload }) => {
    if (reading && payload.topic === topic && BigInt(payload.lastOffset) + 1n >= reading.to) reading.end();
  });
  return {
    take: (messages) => void reading?.found.push(...messages),
    read: async (from, to, signal) => {
      if (from >= to) return [];
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const abort = () => {
        reject(new DOMException('the lease is gone', 'AbortError'));
      };
      const found: KafkaMessage[] = [];
      reading = { found, to, end: () => resolve(undefined) };
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      try {
        consumer.seek({ topic, partition: 0, offset: String(from) });
        consumer.resume([{ topic }]);
        await promise;
        consumer.pause([{ topic }]);
        return found.filter(({ offset }) => BigInt(offset) < to);
      } finally {
        reading = undefined;
        signal.removeEventListener('abort', abort);
      }
    },
  };
}
