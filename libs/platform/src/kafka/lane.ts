import type { ConsumedRecord } from './record.js';

/** What must stay in order: the records of one key; without a key, those of the partition. */
export const laneOf = ({ topic, partition, key }: Pick<ConsumedRecord, 'topic' | 'partition' | 'key'>): string =>
  // Latin-1 keeps every byte apart, whatever the key is written in.
  `${topic}/${partition}/${key === null ? '' : `=${key.toString('latin1')}`}`;
