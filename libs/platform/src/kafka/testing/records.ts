import type { Instant } from '@tierline/kernel';
import { uuidOf } from '../../crypto/digest.js';
import type { KafkaDoor } from '../receive.js';
import type { ConsumedRecord } from '../record.js';
import { commandRecord, specTopics } from './fixture.js';

const context = 'spec';

/** The door that records of specs come through. */
export const specDoor: KafkaDoor = {
  context,
  ingress: specTopics(context).ingress.stores,
  clock: () => '2026-03-01T09:30:00.000Z' as Instant,
  uuid: uuidOf,
};

/** A record with a valid command. */
export function recordOf(key: string, id: string, offset = 0): ConsumedRecord {
  const { value, headers } = commandRecord(context, key, id);
  return {
    topic: 'orders',
    partition: 0,
    offset: String(offset),
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers,
    timestamp: 0,
  };
}
