import type { PutAside } from '@tierline/platform';

/** Something put aside, of a key and an offset of one partition. */
export const putAside = (key: string, offset: number, also: Partial<PutAside> = {}): PutAside => ({
  id: { topic: 'orders', partition: 0, offset: String(offset) },
  key: Buffer.from(key),
  lane: `orders/0/=${key}`,
  state: 'parked',
  cause: { reason: 'failed', error: 'RangeError' },
  writtenAt: '2026-03-01T09:00:00.000Z',
  asideAt: '2026-03-01T09:30:00.000Z',
  bytes: 20,
  headers: {},
  offsets: [],
  settlements: [],
  ...also,
});
